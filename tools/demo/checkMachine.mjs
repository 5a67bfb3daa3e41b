// What a machine lacks for the demo. It needs no package of this repository: there may be none yet.
import { accessSync, constants, existsSync, readdirSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

const oldestNode = [20, 15];
/** n8n with its packages, the Node 24 that it needs, and the development packages. */
const neededGigabytes = 4;
/** For these npm has a ready Node 24, which n8n needs. */
const readyNodes = ['linux x64', 'linux arm64', 'darwin x64', 'darwin arm64'];
/** What the real Asterisk needs: Debian's packages, and a compiler for the library that keeps it on loopback. */
const asteriskPrograms = { 'apt-get': 'apt', 'dpkg-deb': 'dpkg', gcc: 'gcc libc6-dev' };

/**
 * Sentences, each with what to do; none where nothing is missing. `freeGigabytes` is undefined where n8n
 * is there already.
 */
export function problemsOf({ platform, arch, node, freeGigabytes, cache, asterisk, programs }) {
	if (platform === 'win32')
		return [
			'This runs on Linux and macOS. On Windows, use WSL 2: run "wsl --install" once, open Ubuntu, ' +
				'install Node.js 20.15 or newer there, clone this repository into its home folder (not below ' +
				'/mnt/c) and run the same command again.',
		];
	const problems = [];
	const [major = 0, minor = 0] = node.split('.').map(Number);
	if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]))
		problems.push(`This is Node.js ${node}. Install Node.js 20.15 or newer.`);
	if (major !== 24 && !readyNodes.includes(`${platform} ${arch}`))
		problems.push(
			`n8n needs Node.js 24, and there is no ready one for ${platform} ${arch}. Install Node.js 24 and run this under it.`,
		);
	if (freeGigabytes !== undefined && freeGigabytes < neededGigabytes)
		problems.push(
			`${neededGigabytes} GB are needed in ${cache}, and ${freeGigabytes.toFixed(1)} GB are free there. ` +
				'Free some space, or set XDG_CACHE_HOME to a folder on a larger disk.',
		);
	if (!asterisk) return problems;
	if (platform !== 'linux' || !['x64', 'arm64'].includes(arch))
		return [
			...problems,
			`The real Asterisk runs on Debian or Ubuntu (x64 or arm64), and this is ${platform} ${arch}. Run ` +
				'"npm run demo" without --pbx: the simulated PBX needs none of it.',
		];
	for (const [program, packages] of Object.entries(asteriskPrograms))
		if (!programs.includes(program))
			problems.push(
				`The real Asterisk needs ${program}, which is not on this machine. Debian, Ubuntu: apt-get install ${packages}.`,
			);
	return problems;
}

function cacheFolder() {
	const xdg = process.env.XDG_CACHE_HOME;
	return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'n8n-nodes-pbx');
}

function hasN8n(cache) {
	if (!existsSync(cache)) return false;
	return readdirSync(cache).some((name) => /^n8n-.*-(x64|arm64)$/.test(name));
}

function freeGigabytesAt(folder) {
	let existing = folder;
	while (!existsSync(existing)) existing = dirname(existing);
	const { bavail, bsize } = statfsSync(existing);
	return (bavail * bsize) / 1e9;
}

function isOnPath(program) {
	return (process.env.PATH ?? '').split(delimiter).some((folder) => {
		try {
			accessSync(join(folder, program), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/** What this machine lacks for the demo with these arguments. */
export function problemsHere(args) {
	const cache = cacheFolder();
	const isWindows = process.platform === 'win32';
	return problemsOf({
		platform: process.platform,
		arch: process.arch,
		node: process.versions.node,
		freeGigabytes: isWindows || hasN8n(cache) ? undefined : freeGigabytesAt(cache),
		cache,
		asterisk: args.some((each) => each === 'asterisk' || each === '--pbx=asterisk'),
		programs: Object.keys(asteriskPrograms).filter(isOnPath),
	});
}
