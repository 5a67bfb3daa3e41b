import { startSimulator, type AnySimulator } from '../../simulator/simulator.cts';
import { createPbxCredential, type PbxCredentialData } from '../n8n/api/pbxCredential.cts';
import { poll } from '../poll.cts';
import type { DemoPbx } from './demoPbx.cts';

const supervisor = '101';
const agent = '106';
const customer = '0151234567';

/** A PBX without hardware, and what its credential needs besides the address. */
interface Simulated {
	simulator: AnySimulator;
	credential: Partial<PbxCredentialData>;
	/** The credential's values as a person would enter them. */
	shown: [string, string][];
}

/** An OpenVox UC, as its manual describes it. */
export async function openOpenVox(): Promise<DemoPbx> {
	const simulator = await startSimulator();
	return simulatedPbx({ simulator, credential: simulator.account, shown: [] });
}

/** A Yeastar P-Series, as Yeastar's developer guide describes it. */
export async function openYeastarP(): Promise<DemoPbx> {
	const simulator = await startSimulator({ family: 'yeastarP' });
	const { username, password } = simulator.account;
	return simulatedPbx({
		simulator,
		credential: { pbx: 'yeastarP', clientId: username, clientSecret: password },
		shown: [
			['  Client ID', username],
			['  Client Secret', password],
		],
	});
}

/** A Grandstream UCM, as Grandstream's API guide describes it. */
export async function openGrandstreamUcm(): Promise<DemoPbx> {
	const simulator = await startSimulator({ family: 'grandstreamUcm' });
	const { username, password } = simulator.account;
	return simulatedPbx({
		simulator,
		credential: { pbx: 'grandstreamUcm', username, password },
		shown: [
			['  User Name', username],
			['  Password', password],
		],
	});
}

function simulatedPbx({ simulator, credential, shown }: Simulated): DemoPbx {
	const { pbx, url, controlUrl } = simulator;
	pbx.startCall({ direction: 'inbound', from: customer, to: agent });
	const callOfTheAgent = () => pbx.describeHearing().filter((sentence) => sentence.includes(agent));
	return {
		supervisor,
		agent,
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
		places: [
			['simulated PBX', url],
			...shown,
			['its phones', `${controlUrl} (open it to see what they can do)`],
		],
		close: () => simulator.close(),
	};
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
