import { command, onPath } from '../process/command.cts';
import { type Log, withProgress } from '../../log.cts';
import { tmpdir } from 'node:os';

/** The Chromium of this machine; on Debian it is installed when it is missing. */
export async function getChromium(log: Log): Promise<string> {
	const found = findChromium();
	if (found !== undefined) return found;
	if (onPath('apt-get') === undefined || process.getuid?.() !== 0) throw new Error(advice);
	log('Chromium is missing: installing it with apt-get (about 1 minute) …');
	await withProgress(log, 'installing Chromium', installWithApt());
	const installed = findChromium();
	if (installed !== undefined) return installed;
	throw new Error(`apt-get installed a package named chromium, but no program. ${advice}`);
}

const advice =
	'The editor tests need Chromium, and none was found. Install it (Debian: apt-get install chromium), ' +
	'or set CHROMIUM to the path of a Chromium or Chrome.';

function findChromium(): string | undefined {
	const given = process.env['CHROMIUM'];
	if (given !== undefined && given !== '') return given;
	return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
		.map(onPath)
		.find((path) => path !== undefined);
}

async function installWithApt(): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const settings = { cwd: tmpdir(), env, limitMinutes: 10 };
	try {
		await command('apt-get', ['update'], settings);
		await command('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], settings);
	} catch (error) {
		throw new Error(advice, { cause: error });
	}
}
