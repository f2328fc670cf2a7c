// Replaced by the headless device; until then the command says so instead of failing to load.
process.stderr.write('waypost: no commands yet\n');
process.exitCode = 2;
