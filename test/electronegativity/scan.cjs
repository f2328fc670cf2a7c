/** Runs the scanner over a folder and writes what it found as JSON: its command ends with 0 whatever it finds. */
const Module = require('node:module');
const { writeFileSync } = require('node:fs');

// It asks the network for translations and for the list of Electron's releases: nothing here leaves this machine.
const load = Module._load;
Module._load = (name, ...rest) =>
  name === 'got' ? () => Promise.reject(new Error('There is no network')) : load(name, ...rest);

const run = require('@doyensec/electronegativity');
const { Parser } = require('@doyensec/electronegativity/dist/parser');

// It leaves out what it does not like the place of, and says nothing: what it parses is counted here.
let parsed = 0;
const parse = Parser.prototype.parse;
Parser.prototype.parse = function (...args) {
  parsed += 1;
  return parse.apply(this, args);
};
const [, , input, version, output] = process.argv;

async function scan() {
  const found = await run({
    input,
    isRelative: true,
    electronVersionOverride: version,
    // It would compare with the list of releases (see npm run release-check).
    excludeFromScan: ['availablesecurityfixesglobalcheck'],
  });
  const findings = found.issues.map(({ id, file, location, severity, confidence }) => ({
    id,
    file,
    line: location.line,
    severity: severity.name,
    confidence: confidence.name,
  }));
  const unread = found.errors.map(({ file, message }) => `${file}: ${message}`);
  writeFileSync(output, JSON.stringify({ checks: found.globalChecks + found.atomicChecks, parsed, findings, unread }));
}

void scan();
