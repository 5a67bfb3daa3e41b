import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { poll } from '../../test/n8n/poll.cts';

export const supervisor = '101';
export const agent = '106';
export const customer = '0151234567';

/** A simulated PBX on which the agent is talking to a customer. */
export async function openOffice(): Promise<Simulator> {
	const simulator = await startSimulator();
	simulator.pbx.startCall({ direction: 'inbound', from: customer, to: agent });
	return simulator;
}

export function callOfTheAgent({ pbx }: Simulator): string[] {
	return pbx.sentences().filter((sentence) => sentence.includes(agent));
}

/** Read on the phones, not taken from anybody's word. */
export function whisperHeard(simulator: Simulator): Promise<true | undefined> {
	return poll(15_000, () => {
		const whispering =
			hears(simulator, supervisor, [agent, customer]) &&
			hears(simulator, agent, [customer, supervisor]) &&
			hears(simulator, customer, [agent]);
		return whispering ? true : undefined;
	});
}

function hears({ pbx }: Simulator, listener: string, voices: readonly string[]): boolean {
	const heard = pbx.whoHearsWhom().find((one) => one.listener === listener)?.hears ?? [];
	return heard.length === voices.length && voices.every((voice) => heard.includes(voice));
}
