const { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { dest, parallel, src } = require('gulp');

/** Removes the last build. */
async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

/** Icons go where the compiled node and credential look for them. */
function icons() {
	return src(['nodes/**/*.svg', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** A verified node has no runtime dependencies: the XML parser travels inside the package. */
async function vendor() {
	mkdirSync('dist/vendor', { recursive: true });
	cpSync('node_modules/fast-xml-parser/lib/fxp.cjs', 'dist/vendor/fast-xml-parser.js');
	cpSync('node_modules/fast-xml-parser/LICENSE', 'dist/vendor/fast-xml-parser.LICENSE');
	for (const entry of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
		const file = join('dist', entry);
		if (!file.endsWith('.js') || file.startsWith(join('dist', 'vendor'))) continue;
		const code = readFileSync(file, 'utf8');
		if (!code.includes('require("fast-xml-parser")')) continue;
		const path = relative(dirname(file), 'dist/vendor/fast-xml-parser.js');
		writeFileSync(file, code.replaceAll('require("fast-xml-parser")', `require("${path}")`));
	}
}

module.exports = { clean, default: parallel(icons, vendor) };
