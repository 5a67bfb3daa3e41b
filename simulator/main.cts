import { parseArgs } from 'node:util';
import { startSimulator, type Simulator } from './simulator.cts';

const help = `A PBX without hardware: the HTTP API of an OpenVox UC, phones and calls included.

  npm run simulator -- [options]

  --port <n>          port of the PBX's API          (default 8088)
  --control-port <n>  port of the control interface  (default 8089)
  --https             https with a self-signed certificate, as PBXs come
  --live-call         106 (Alice) is talking to a customer from the start
  --help              this text
`;

function readOptions() {
	return parseArgs({
		options: {
			port: { type: 'string', default: '8088' },
			'control-port': { type: 'string', default: '8089' },
			https: { type: 'boolean', default: false },
			'live-call': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	}).values;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

async function greet({ url, controlUrl, account, pbx }: Simulator): Promise<void> {
	const extensions = await pbx.extensions();
	say('The PBX is up. Values for the n8n credential:');
	say(`  Base URL   ${url}`);
	say(`  User Name  ${account.username}`);
	say(`  Password   ${account.password}`);
	if (url.startsWith('https')) say('  Its certificate is self-signed: turn on Ignore SSL Issues.');
	say('');
	say('Extensions:');
	for (const each of extensions) {
		const monitored = each.allowBeingMonitored ? 'may be monitored' : '';
		const monitors = each.monitorMode === 'disabled' ? '' : `may monitor: ${each.monitorMode}`;
		const remarks = [each.state, monitors, monitored].filter(Boolean).join(', ');
		say(`  ${each.number.padEnd(5)} ${each.name.padEnd(18)} ${remarks}`);
	}
	say('');
	for (const sentence of pbx.sentences()) say(`${sentence}.`);
	say(`Phones are picked up and calls begin at ${controlUrl} (open it to see how).`);
	say('Ctrl-C ends it. Requests:');
}

function portOf(text: string): number {
	const port = Number(text);
	if (text !== '' && Number.isInteger(port) && port >= 0 && port <= 65535) return port;
	throw new RangeError(`${text} is not a port number`);
}

async function main(): Promise<void> {
	const options = readOptions();
	if (options.help) {
		say(help);
		return;
	}
	const simulator = await startSimulator({
		port: portOf(options.port),
		controlPort: portOf(options['control-port']),
		protocol: options.https ? 'https' : 'http',
		log: say,
	});
	if (options['live-call']) {
		simulator.pbx.startCall({ direction: 'inbound', from: '0151234567', to: '106' });
	}
	await greet(simulator);
	const end = () => void simulator.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
