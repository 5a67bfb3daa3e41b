import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { createPbxCredential } from '../n8n/api/pbxCredential.cts';
import { poll } from '../poll.cts';
import type { DemoPbx } from './demoPbx.cts';

const supervisor = '101';
const agent = '106';
const customer = '0151234567';

/** An OpenVox UC without hardware, as its manual describes it. */
export async function openSimulatedPbx(): Promise<DemoPbx> {
	const simulator = await startSimulator();
	const { pbx, url, controlUrl, account } = simulator;
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
			createPbxCredential(session, 'PBX API', { baseUrl: url, ...account }),
		async afterTheEvent() {
			const heard = await whisperHeard(simulator);
			return { whisper: heard ?? 'notHeard', lines: callOfTheAgent() };
		},
		places: [
			['simulated PBX', url],
			['its phones', `${controlUrl} (open it to see what they can do)`],
		],
		close: () => simulator.close(),
	};
}

function whisperHeard(simulator: Simulator): Promise<'heard' | undefined> {
	return poll(15_000, () => {
		const whispering =
			hears(simulator, supervisor, [agent, customer]) &&
			hears(simulator, agent, [customer, supervisor]) &&
			hears(simulator, customer, [agent]);
		return whispering ? 'heard' : undefined;
	});
}

function hears({ pbx }: Simulator, listener: string, voices: readonly string[]): boolean {
	const heard = pbx.whoHearsWhom().find((one) => one.listener === listener)?.hears ?? [];
	return heard.length === voices.length && voices.every((voice) => heard.includes(voice));
}
