import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkoutFolder } from '../../../tools/folders.cts';

const file = pathToFileURL(join(checkoutFolder(), 'tools', 'demo', 'checkMachine.mjs')).href;

const machine = {
	platform: 'linux',
	arch: 'x64',
	node: '20.15.0',
	freeGigabytes: 10,
	cache: '/home/me/.cache/n8n-nodes-pbx',
	asterisk: false,
	programs: ['apt-get', 'dpkg-deb', 'gcc'],
};

/** The file is for machines without this repository's packages: a plain module, in a Node of its own. */
function problemsOf(change: Partial<typeof machine>): string[] {
	const program = `import { problemsOf } from ${JSON.stringify(file)};
		console.log(JSON.stringify(problemsOf(JSON.parse(process.argv[1]))));`;
	const args = [
		'--input-type=module',
		'--eval',
		program,
		JSON.stringify({ ...machine, ...change }),
	];
	return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as string[];
}

test.each([
	{},
	{ platform: 'darwin', arch: 'arm64' },
	{ node: '24.1.0', arch: 'riscv64' },
	{ asterisk: true, arch: 'arm64' },
])('a machine with %j has everything', (change) => {
	expect(problemsOf(change)).toEqual([]);
});

test.each([
	[{ platform: 'win32', node: '18.0.0' }, [/WSL 2: run "wsl --install"/]],
	[{ node: '20.14.9' }, [/This is Node.js 20.14.9. Install Node.js 20.15/]],
	[{ arch: 'riscv64' }, [/Install Node.js 24/]],
	[{ freeGigabytes: 3.94 }, [/4 GB are needed in \/home\/me.*3.9 GB are free/]],
	[{ asterisk: true, platform: 'darwin' }, [/real Asterisk runs on Debian or Ubuntu/]],
	[
		{ asterisk: true, programs: ['dpkg-deb'] },
		[/needs apt-get, .*: apt-get install apt\./, /needs gcc, .*: apt-get install gcc libc6-dev\./],
	],
])('a machine with %j lacks something', (change, wanted) => {
	expect(problemsOf(change)).toEqual(wanted.map((each) => expect.stringMatching(each) as unknown));
});
