/*
 * Users of a container, as shell scripts that run inside as root with the user's name as `$1`. They write the files
 * themselves: a small image has no useradd, and every image has a shell. Each can be run again for work half done.
 */

/** Adds a user with a home of its own. */
export const ADD_USER = `
set -e
last=999
while IFS=: read -r name x id rest; do
  [ "$name" = "$1" ] && last= && break
  if [ "$id" -gt "$last" ] && [ "$id" -lt 60000 ]; then last=$id; fi
done < /etc/passwd
if [ -n "$last" ]; then
  id=$((last + 1))
  echo "$1:x:$id:" >> /etc/group
  echo "$1:x:$id:$id::/home/$1:/bin/sh" >> /etc/passwd
fi
while IFS=: read -r name x id group rest; do
  [ "$name" = "$1" ] || continue
  mkdir -p -m 700 "/home/$1"
  chown "$id:$group" "/home/$1"
done < /etc/passwd
`;

/** Removes a user with its home, and ends what it still runs. */
export const REMOVE_USER = `
set -e
without() {
  while IFS= read -r line; do
    case "$line" in "$1":*) ;; *) echo "$line" ;; esac
  done < "$2" > "$2.new"
  cat "$2.new" > "$2"
  rm -f "$2.new"
}
uid=
while IFS=: read -r name x id rest; do
  if [ "$name" = "$1" ]; then uid=$id; fi
done < /etc/passwd
end_processes() {
  for process in /proc/[0-9]*; do
    while read -r key real rest; do
      if [ "$key" = Uid: ] && [ "$real" = "$uid" ]; then kill -9 "\${process#/proc/}" || true; fi
    done 2>/dev/null < "$process/status" || true
  done
}
# Once more after the name has gone: somebody may just have entered.
if [ -n "$uid" ]; then end_processes; fi
without "$1" /etc/passwd
without "$1" /etc/group
if [ -n "$uid" ]; then end_processes; fi
rm -rf "/home/$1"
`;
