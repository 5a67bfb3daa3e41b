// `npm run demo`: checks the machine before anything is fetched, then installs, builds and starts.
import { spawn, spawnSync } from 'node:child_process';
import { problemsHere } from './checkMachine.mjs';

const args = process.argv.slice(2);
const problems = args.includes('--help') ? [] : problemsHere(args);
if (problems.length > 0) {
	process.stderr.write(
		`\nThe demo cannot run on this machine yet.\n  ${problems.join('\n  ')}\n\n`,
	);
	process.exit(1);
}

for (const [program, ...rest] of [
	[process.execPath, 'test/install.mjs'],
	['npm', 'run', '-s', 'build'],
	['npm', 'run', '-s', 'build:tools'],
]) {
	const { status } = spawnSync(program, rest, { stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}

// Ctrl-C reaches the demo as well: it ends in order, and then this does.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
const demo = spawn(process.execPath, ['build/tools/demo/demo.cjs', ...args], { stdio: 'inherit' });
demo.on('exit', (code) => process.exit(code ?? 1));
