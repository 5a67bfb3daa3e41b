const { rmSync } = require('node:fs');
const { dest, src } = require('gulp');

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

module.exports = { clean, default: icons };
