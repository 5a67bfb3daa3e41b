import type { NewCall } from '../../simulator/model/calls.cts';
import { startSimulator, type AnySimulator } from '../../simulator/simulator.cts';
import { serveSwitchboard } from '../../simulator/switchboard/serveSwitchboard.cts';
import {
	aboutEvents,
	pbxNames,
	simulatedSwitchboard,
} from '../../simulator/switchboard/simulatedSwitchboard.cts';
import type { Log } from '../log.cts';
import { createPbxCredential, type PbxCredentialData } from '../n8n/api/pbxCredential.cts';
import { poll } from '../poll.cts';
import type { DemoPbx, Fire } from './demoPbx.cts';
import { demoScenarios } from './scenarios.cts';

const supervisor = '101';
const agent = '106';
const customer = '0151234567';
/** Her phone does not pick up by itself. */
const ringing = { supervisor: '105', agent: '107' };

const calls: NewCall[] = [
	{ direction: 'inbound', from: '0301112233', to: ringing.agent },
	{ direction: 'inbound', from: customer, to: agent },
];

/** A PBX without hardware, and what its credential needs besides the address. */
interface Simulated {
	family: keyof typeof pbxNames;
	simulator: AnySimulator;
	credential: Partial<PbxCredentialData>;
	/** The credential's values as a person would enter them. */
	shown: [string, string][];
}

/** An OpenVox UC, as its manual describes it. */
export async function openOpenVox(_log: Log, fire: Fire): Promise<DemoPbx> {
	const simulator = await startSimulator();
	return simulatedPbx(
		{ family: 'openVox', simulator, credential: simulator.account, shown: [] },
		fire,
	);
}

/** A Yeastar P-Series, as Yeastar's developer guide describes it. */
export async function openYeastarP(_log: Log, fire: Fire): Promise<DemoPbx> {
	const simulator = await startSimulator({ family: 'yeastarP' });
	const { username, password } = simulator.account;
	return simulatedPbx(
		{
			family: 'yeastarP',
			simulator,
			credential: { pbx: 'yeastarP', clientId: username, clientSecret: password },
			shown: [
				['  Client ID', username],
				['  Client Secret', password],
			],
		},
		fire,
	);
}

/** A Grandstream UCM, as Grandstream's API guide describes it. */
export async function openGrandstreamUcm(_log: Log, fire: Fire): Promise<DemoPbx> {
	const simulator = await startSimulator({ family: 'grandstreamUcm' });
	const { username, password } = simulator.account;
	return simulatedPbx(
		{
			family: 'grandstreamUcm',
			simulator,
			credential: { pbx: 'grandstreamUcm', username, password },
			shown: [
				['  User Name', username],
				['  Password', password],
			],
		},
		fire,
	);
}

async function simulatedPbx(
	{ family, simulator, credential, shown }: Simulated,
	fire: Fire,
): Promise<DemoPbx> {
	const { pbx, url, controlUrl } = simulator;
	const prepare = () => freeSupervisor(simulator);
	const switchboard = await simulatedSwitchboard(simulator, {
		pbx: `${pbxNames[family]}, simulated`,
		aboutEvents: aboutEvents[family],
		calls,
		scenarios: demoScenarios({ supervisor, agent, prepare }, fire),
	});
	const page = await serveSwitchboard(switchboard);
	const callOfTheAgent = () => pbx.describeHearing().filter((sentence) => sentence.includes(agent));
	return {
		supervisor,
		agent,
		ringing,
		numbers: {},
		page,
		introduction: [
			`A simulated PBX is up. On its phones: ${callOfTheAgent().join('; ')}`,
			`  (${customer} is the customer, ${agent} the agent, ${supervisor} their supervisor)`,
		],
		createCredential: (session) =>
			createPbxCredential(session, 'PBX API', { baseUrl: url, ...credential }),
		async afterTheEvent() {
			const heard = await whisperHeard(simulator);
			return { whisper: heard ?? 'notHeard', lines: callOfTheAgent() };
		},
		freeTheSupervisor: `curl -X POST ${controlUrl}/extensions/${supervisor}/hang-up`,
		places: [
			['simulated PBX', url],
			...shown,
			['its phones', `${controlUrl} (for programs; open it to see what they can do)`],
		],
		async close() {
			await Promise.all([page.close(), simulator.close()]);
		},
	};
}

/** Whatever was done to the phones before: the agent talks to the customer, and the supervisor is idle. */
async function freeSupervisor({ pbx }: AnySimulator): Promise<void> {
	for (const number of [supervisor, agent]) pbx.changePhone(number, { line: 'registered' });
	while ((await pbx.hangUp(supervisor)) === 'done');
	const isTalking = () =>
		pbx.whoHearsWhom().some(({ listener, hears }) => listener === agent && hears.length > 0);
	if (isTalking()) return;
	while ((await pbx.hangUp(agent)) === 'done');
	pbx.startCall({ direction: 'inbound', from: customer, to: agent });
}

function whisperHeard(simulator: AnySimulator): Promise<'heard' | undefined> {
	return poll(15_000, () => {
		const whispering =
			hears(simulator, supervisor, [agent, customer]) &&
			hears(simulator, agent, [customer, supervisor]) &&
			hears(simulator, customer, [agent]);
		return whispering ? 'heard' : undefined;
	});
}

function hears({ pbx }: AnySimulator, listener: string, voices: readonly string[]): boolean {
	const heard = pbx.whoHearsWhom().find((one) => one.listener === listener)?.hears ?? [];
	return heard.length === voices.length && voices.every((voice) => heard.includes(voice));
}
