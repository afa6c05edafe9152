/** Somebody else's words, in whatever language they spoke. */
export function Quotation(props: { words: string; label?: string }) {
  return (
    <>
      {props.label && `${props.label} `}
      <q lang="">{props.words}</q>
    </>
  );
}
