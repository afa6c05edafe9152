import { findWay } from '../services/linux-server/trial';

/** Says whether containers can be started here: tests are chosen before anything asynchronous can run. */
findWay(undefined).then(
  way => process.stdout.write(JSON.stringify(way)),
  error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
