// Put into the fallback runtime as resources/app/main.cjs: does what Electron's own starter does, namely load the app
// whose folder (or file) is the first plain argument. See electron-runtime.ts for why the fallback exists.
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

const options = process.argv.slice(1);
let target;
while (options.length > 0 && target === undefined) {
  const option = options.shift();
  if (option === '-r' || option === '--require') require(path.resolve(options.shift()));
  else if (!option.startsWith('-')) target = path.resolve(option);
}
if (target === undefined) {
  process.stderr.write('Usage: electron FOLDER\n');
  app.exit(2);
} else {
  process.defaultApp = true;
  const description = path.join(target, 'package.json');
  if (fs.existsSync(description)) {
    const { productName, name, version } = JSON.parse(fs.readFileSync(description, 'utf8'));
    if (productName || name) app.setName(productName || name);
    if (version) app.setVersion(version);
    // Under the executable's own name the folder would be shared by every app this runtime starts.
    if (!app.commandLine.hasSwitch('user-data-dir')) {
      app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
    }
    app.setAppPath(target);
  }
  require(target);
}
