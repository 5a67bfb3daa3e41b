import './environment.cts';

export const customer = '0151234567';

/** No call anywhere but one: a customer talking to this agent. */
export function onlyCallIsWith(agent: string): void {
	const { pbx } = environment.simulator;
	pbx.dropEverything();
	pbx.startCall({ direction: 'inbound', from: customer, to: agent });
}

/** Whom this person hears at this moment, sorted. */
export function heardBy(listener: string): string[] {
	const found = environment.simulator.pbx.whoHearsWhom().find((one) => one.listener === listener);
	return [...(found?.hears ?? [])].sort();
}
