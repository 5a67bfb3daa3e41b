import {
	serveSwitchboard,
	type ServedSwitchboard,
} from '../../../simulator/switchboard/serveSwitchboard.cts';
import type { RunnableScenario } from '../../../simulator/switchboard/switchboard.cts';
import { prove, type Cell } from '../../asterisk/audio/verdict.cts';
import { Bench } from '../../asterisk/bench.cts';
import type { Answering } from '../../asterisk/phone/configuration.cts';
import { extensionOf, phoneNames, type PhoneName } from '../../asterisk/phones.cts';
import { matrix } from '../../asterisk/report/matrix.cts';
import type { Log } from '../../log.cts';
import { createAsteriskCredential } from '../../proof/asteriskCredential.cts';
import type { DemoPbx, Fire } from '../demoPbx.cts';
import { demoScenarios } from '../scenarios.cts';
import { benchSwitchboard } from './benchSwitchboard.cts';
import { watchAmi, type WatchedAmi } from './watchedAmi.cts';

const { A: supervisor, B: agent, C: customer, D: second } = extensionOf;
const measured = 3_000;

const people: Record<PhoneName, string> = {
	A: 'Sarah',
	B: 'Alice',
	C: 'Customer',
	D: 'Ming',
};

/** D waits for somebody to pick up in the page. */
const answering: Record<PhoneName, Answering> = {
	A: 'byHeader',
	B: 'auto',
	C: 'auto',
	D: 'manual',
};

/** A real Asterisk with real phones. They speak in tones, so that it can be measured who hears whom. */
export async function openAsteriskPbx(log: Log, fire: Fire): Promise<DemoPbx> {
	log('Starting a real PBX with four phones, all on this machine …');
	const bench = await Bench.open({ log, answering });
	try {
		await bench.call('B', 'C');
		const ami = await watchAmi(bench.url);
		const page = await openPage(bench, ami, fire);
		return demoPbx(bench, ami, page);
	} catch (error) {
		await bench.close();
		throw error;
	}
}

function openPage(bench: Bench, ami: WatchedAmi, fire: Fire): Promise<ServedSwitchboard> {
	const prepare = () => freeSupervisor(bench);
	const reset: RunnableScenario = {
		id: 'reset',
		label: 'Reset the phones',
		hint: `Ends every call, plugs every phone in; then ${agent} calls ${customer} again.`,
		async run() {
			await bench.hangUpAll();
			await prepare();
			return { done: true, message: 'The phones are as they were at the start.' };
		},
	};
	const switchboard = benchSwitchboard({
		bench,
		people,
		answering,
		apiCalls: () => ami.apiCalls(),
		scenarios: [...demoScenarios({ supervisor, agent, prepare }, fire), reset],
	});
	// Each look is three requests to Asterisk.
	return serveSwitchboard(switchboard, { intervalMs: 500 });
}

/** Whatever was done to the phones before: the agent talks to the customer, and the supervisor is idle. */
async function freeSupervisor(bench: Bench): Promise<void> {
	for (const name of phoneNames) await bench.ensureOn(name, answering[name]);
	await bench.phone('A').hangupAll();
	const channels = await Promise.all([bench.channels('B'), bench.channels('C')]);
	const [first, other] = channels.map(([channel]) => channel?.bridgeid ?? '');
	if (first !== '' && first === other) return;
	await bench.hangUpAll();
	await bench.call('B', 'C');
}

function demoPbx(bench: Bench, ami: WatchedAmi, page: ServedSwitchboard): DemoPbx {
	return {
		supervisor,
		agent,
		ringing: { supervisor: second, agent },
		numbers: { 101: supervisor, 102: second, 103: second, 106: agent },
		page,
		introduction: [
			`${bench.installation.versions.asterisk} is up, and ${agent} talks with ${customer}.`,
			`  (${customer} is the customer, ${agent} the agent, ${supervisor} their supervisor)`,
		],
		createCredential: (session) => createAsteriskCredential(session, 'PBX API', ami),
		async afterTheEvent() {
			const levels = await bench.measure(measured);
			const proof = prove(levels, 'whisper');
			const table = matrix({ what: 'Measured at the phones, in dBFS', levels, proof });
			return {
				whisper: proof.holds ? 'heard' : 'notHeard',
				lines: [...whoHears(proof.verdict.cells), '', ...table],
			};
		},
		freeTheSupervisor: `press "Hang up" at ${supervisor} in the switchboard, then:`,
		places: [
			['Asterisk', `${bench.url}/mxml (AMI over HTTP)`],
			['  through', `${ami.url}/mxml (what n8n uses: the switchboard lists its requests)`],
		],
		async close() {
			await page.close();
			ami.close();
			await bench.close();
		},
	};
}

/** `1001 hears 1002 and 1003` */
function whoHears(cells: Cell[]): string[] {
	const heardAt = (phone: PhoneName) =>
		cells.filter(({ listener, measured }) => listener === phone && measured === 'heard');
	return phoneNames
		.filter((phone) => heardAt(phone).length > 0)
		.map((phone) => {
			const voices = heardAt(phone).map(({ tone }) => extensionOf[tone]);
			return `${extensionOf[phone]} hears ${voices.join(' and ')}`;
		});
}
