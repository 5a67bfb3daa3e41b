import { parseArgs } from 'node:util';
import { likeYeastar, type Switches } from './api/openvox/switches.cts';
import type { NewCall } from './model/calls.cts';
import type { ServeOptions } from './servedApi.cts';
import { startSimulator, type AnySimulator } from './simulator.cts';
import { serveSwitchboard, type ServedSwitchboard } from './switchboard/serveSwitchboard.cts';
import { aboutEvents, pbxNames, simulatedSwitchboard } from './switchboard/simulatedSwitchboard.cts';
import type { PhonesOptions } from './withPhones.cts';

const help = `A PBX without hardware: its HTTP API, phones and calls included, and a page that shows them.

  npm run simulator -- [options]

  --pbx <family>      openVox, yeastarP or grandstreamUcm (default openVox)
  --port <n>          port of the PBX's API          (default 8088)
  --control-port <n>  port of the control interface  (default 8089)
  --page-port <n>     port of the switchboard page   (default 8090)
  --https             https with a self-signed certificate, as PBXs come
  --like-yeastar      what is known of the Yeastar S-Series, whose API is the twin
  --live-call         106 (Alice) is talking to a customer from the start
  --help              this text
`;

function readOptions() {
	return parseArgs({
		options: {
			pbx: { type: 'string', default: 'openVox' },
			port: { type: 'string', default: '8088' },
			'control-port': { type: 'string', default: '8089' },
			'page-port': { type: 'string', default: '8090' },
			https: { type: 'boolean', default: false },
			'like-yeastar': { type: 'boolean', default: false },
			'live-call': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	}).values;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** What the credential calls the two fields of the account. */
const accountLabels = {
	openVox: ['User Name', 'Password'],
	yeastarP: ['Client ID', 'Client Secret'],
	grandstreamUcm: ['User Name', 'Password'],
} as const;

type Family = keyof typeof accountLabels;

function familyOf(text: string): Family {
	if (text === 'openVox' || text === 'yeastarP' || text === 'grandstreamUcm') return text;
	throw new RangeError(`${text} is no family: ${Object.keys(accountLabels).join(', ')}`);
}

async function printIntroduction(
	family: Family,
	simulator: AnySimulator,
	pageUrl: string,
): Promise<void> {
	const { url, controlUrl, account, pbx } = simulator;
	const [userLabel, passwordLabel] = accountLabels[family];
	const extensions = await pbx.extensions();
	print('The PBX is up. Values for the n8n credential:');
	print(`  ${'Base URL'.padEnd(14)} ${url}`);
	print(`  ${userLabel.padEnd(14)} ${account.username}`);
	print(`  ${passwordLabel.padEnd(14)} ${account.password}`);
	if (url.startsWith('https'))
		print('  Its certificate is self-signed: turn on Ignore SSL Issues.');
	print('');
	print('Extensions:');
	for (const each of extensions) {
		const monitored = each.allowBeingMonitored ? 'may be monitored' : '';
		const monitors = each.monitorMode === 'disabled' ? '' : `may monitor: ${each.monitorMode}`;
		const remarks = [each.state, monitors, monitored].filter(Boolean).join(', ');
		print(`  ${each.number.padEnd(5)} ${each.name.padEnd(18)} ${remarks}`);
	}
	print('');
	for (const sentence of pbx.describeHearing()) print(`${sentence}.`);
	print(`The switchboard, a page that shows and works the phones: ${pageUrl}`);
	print(`The same for programs: ${controlUrl} (open it to see how)`);
	print('Ctrl-C ends everything and keeps nothing. Requests:');
}

function portOf(text: string): number {
	const port = Number(text);
	if (text !== '' && Number.isInteger(port) && port >= 0 && port <= 65535) return port;
	throw new RangeError(`${text} is not a port number`);
}

function start(
	family: Family,
	served: ServeOptions & PhonesOptions,
	switches: Partial<Switches>,
): Promise<AnySimulator> {
	switch (family) {
		case 'openVox':
			return startSimulator({ ...served, switches });
		case 'yeastarP':
			return startSimulator({ ...served, family });
		case 'grandstreamUcm':
			return startSimulator({ ...served, family });
	}
}

const liveCall: NewCall = { direction: 'inbound', from: '0151234567', to: '106' };

async function openPage(
	family: Family,
	simulator: AnySimulator,
	options: ReturnType<typeof readOptions>,
): Promise<ServedSwitchboard> {
	const switchboard = await simulatedSwitchboard(simulator, {
		pbx: `${pbxNames[family]}, simulated`,
		aboutEvents: aboutEvents[family],
		calls: options['live-call'] ? [liveCall] : [],
	});
	return serveSwitchboard(switchboard, { port: portOf(options['page-port']) });
}

async function main(): Promise<void> {
	const options = readOptions();
	if (options.help) {
		print(help);
		return;
	}
	const family = familyOf(options.pbx);
	const served = {
		port: portOf(options.port),
		controlPort: portOf(options['control-port']),
		protocol: options.https ? 'https' : 'http',
		log: print,
	} as const;
	const simulator = await start(family, served, options['like-yeastar'] ? likeYeastar : {});
	const page = await openPage(family, simulator, options).catch(async (error: unknown) => {
		await simulator.close();
		throw error;
	});
	await printIntroduction(family, simulator, page.url);
	const end = () => void Promise.all([page.close(), simulator.close()]);
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
