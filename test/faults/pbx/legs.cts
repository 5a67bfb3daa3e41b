import type { Scene } from './dialect.cts';

/** One channel. */
export interface Leg {
	channel: string;
	id: string;
	application: string;
	data: string;
	bridge?: string;
	linked?: string;
	/** The channel variable N8N_ORDER. */
	order?: string;
	number: string;
}

const agent: Leg = {
	channel: 'PJSIP/106-00000002',
	id: 'pbx-1.2',
	linked: 'pbx-1.1',
	application: 'AppDial',
	data: '(Outgoing Line)',
	bridge: 'bridge-1',
	number: '106',
};
const customer: Leg = {
	channel: 'PJSIP/provider-00000001',
	id: 'pbx-1.1',
	linked: 'pbx-1.1',
	application: 'Dial',
	data: 'PJSIP/106',
	bridge: 'bridge-1',
	number: '0151234567',
};
export const spying: Leg = {
	channel: 'PJSIP/101-00000003',
	id: 'n8n-spy-before',
	application: 'ChanSpy',
	data: 'PJSIP/106-00000002,uqESwd',
	number: '101',
};

/** 106 talks to a customer; in the scene `monitored`, 101 whispers to 106. */
export function startingLegs(scene: Scene): Leg[] {
	return [customer, agent, ...(scene === 'monitored' ? [spying] : [])];
}

/** The legs when the one who transfers has been connected with the target, and the other party waits. */
export function consulting(legs: readonly Leg[], own: Leg, target: string): Leg[] {
	const bridge = 'bridge-2';
	const others = legs.filter(({ channel }) => channel !== own.channel);
	const channel = `Local/${target}@from-internal-00000001;1`;
	const leg = { channel, id: 'pbx-1.8', linked: own.linked, application: '', data: '', bridge };
	return [...others, { ...own, bridge }, { ...leg, number: target }];
}
