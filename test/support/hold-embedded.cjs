// A process that holds an embedded database until it is killed: hold-embedded.cjs <data folder>. Runs the built code.
const { startEmbedded } = require('../../dist/platform/embedded-postgres/start');
const { createLogger } = require('../../dist/platform/log');

startEmbedded({
  dataDir: process.argv[2],
  log: createLogger({ level: 'silent' }),
  purpose: 'serve',
  durable: false,
}).then(
  ({ url }) => {
    process.stdout.write(`${url}\n`);
    process.stdin.resume();
  },
  (error) => {
    process.stderr.write(error.message);
    process.exit(1);
  },
);
