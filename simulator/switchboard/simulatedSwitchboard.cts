import { phoneActs } from '../control/phoneRoutes.cts';
import type { Controls } from '../control/controls.cts';
import { partiesOf, type MonitoringLeg, type NewCall, type Party } from '../model/calls.cts';
import type { Extension, Phone } from '../model/pbxState.cts';
import { actsAtExtension, callView, outsidePhones, whomItMonitors } from './callView.cts';
import {
	doneWords,
	runScenario,
	type ActResult,
	type PhoneAct,
	type PhoneView,
	type RunnableScenario,
	type Switchboard,
	type SwitchboardState,
} from './switchboard.cts';
import { Traffic } from './traffic.cts';

/** A customer's number, and one that nobody has called yet. */
const numberOfCustomer = '0307654321';
const customers = [numberOfCustomer, '0151234567', '0309876543'];
const numberOutside = '0309999999';

/** What the page calls each simulated PBX. */
export const pbxNames = {
	openVox: 'OpenVox UC',
	yeastarP: 'Yeastar P-Series',
	grandstreamUcm: 'Grandstream UCM',
};

/** Why no event has come yet. */
export const aboutEvents: Record<keyof typeof pbxNames, string> = {
	openVox:
		'None yet. The PBX sends them once a client has named its address, as a published PBX Trigger does.',
	yeastarP: 'None yet. The PBX sends them to the webhooks that were entered in it.',
	grandstreamUcm: 'A UCM sends none: n8n asks it for its calls.',
};

export interface SimulatedOptions {
	/** Such as `OpenVox UC, simulated`. */
	pbx: string;
	aboutEvents: string;
	/** Calls that are there from the start and after a reset, besides the office's own. */
	calls: readonly NewCall[];
	/** More buttons, in front of the reset. */
	scenarios?: readonly RunnableScenario[];
}

type Simulated = Pick<Controls, 'pbx' | 'journal' | 'deliveries'>;

/** The phones of the simulator. The calls of `options` begin now. */
export async function simulatedSwitchboard(
	simulator: Simulated,
	options: SimulatedOptions,
): Promise<Switchboard> {
	const { pbx } = simulator;
	const officeCalls = pbx.currentCalls();
	const extensions = await pbx.extensions();
	const lines = new Map(extensions.map(({ number }) => [number, lineOf(simulator, number)]));
	const queues = (await pbx.queues()).map(({ number }) => number);
	const startCalls = () => options.calls.forEach((call) => pbx.startCall(call));
	startCalls();

	async function reset(): Promise<ActResult> {
		for (const { id } of pbx.currentCalls()) pbx.endCall(id);
		for (const [number, line] of lines) pbx.changePhone(number, { line });
		for (const { direction, from, to, trunk, ...call } of officeCalls) {
			pbx.startCall({ direction, from, to, trunk });
			const holder = partiesOf({ direction, from, to, ...call }).find(({ holding }) => holding);
			if (holder) await pbx.hold(holder.number, 'on');
		}
		startCalls();
		return { done: true, message: 'The phones are as they were at the start.' };
	}

	const scenarios: RunnableScenario[] = [
		...(options.scenarios ?? []),
		{
			id: 'customer-calls',
			label: 'A customer calls 106',
			hint: 'The phone rings until you pick it up.',
			run: () => call(simulator, numberOfCustomer, '106'),
		},
		{
			id: 'reset',
			label: 'Reset the phones',
			hint: 'Ends every call, plugs every phone in and begins again.',
			run: reset,
		},
	];
	const traffic = new Traffic();

	return {
		async state() {
			const views = await phoneViews(simulator);
			const calls = pbx.currentCalls();
			const legs = pbx.monitoringLegs();
			const nameOf = (number: string) => views.find((each) => each.number === number)?.name ?? '';
			const inside = views.map(({ number }) => number);
			return {
				pbx: options.pbx,
				phones: [...views, ...outsidePhones(calls)],
				calls: calls.map((call) => callView(call, legs, nameOf)),
				apiCalls: traffic.apiCalls(simulator.journal),
				events: traffic.events(simulator.deliveries),
				aboutEvents: options.aboutEvents,
				numbers: {
					from: [...customers, ...inside],
					to: [...inside, ...queues, numberOutside],
				},
				scenarios: scenarios.map(({ id, label, hint }) => ({ id, label, hint })),
			} satisfies SwitchboardState;
		},
		act: (number, act) => actAtPhone(simulator, number, act),
		call: (from, to) => call(simulator, from, to),
		run: (id) => runScenario(scenarios, id),
	};
}

function lineOf({ pbx }: Simulated, number: string): Phone['line'] {
	const phone = pbx.phone(number);
	return phone === 'noExtension' ? 'noPort' : phone.line;
}

async function phoneViews(simulator: Simulated): Promise<PhoneView[]> {
	const { pbx } = simulator;
	const calls = pbx.currentCalls();
	const legs = pbx.monitoringLegs();
	const extensions = await pbx.extensions();
	return extensions.map((extension) => {
		const { number, name, state } = extension;
		const line = lineOf(simulator, number);
		const ends = [
			...calls.flatMap(partiesOf).filter((end) => isAt(end, number)),
			...legs.map(({ supervisor }) => supervisor).filter((end) => isAt(end, number)),
		];
		const isPluggable = line === 'registered' || line === 'unregistered';
		return {
			number,
			name,
			kind: 'extension',
			state,
			muted: ends.some(({ muted }) => muted),
			rights: rightsOf(extension, legs),
			acts: isPluggable ? actsAtExtension(ends, line === 'registered') : [],
			canCall: state === 'idle',
		};
	});
}

function isAt({ kind, number, stage }: Party, extension: string): boolean {
	return kind === 'extension' && number === extension && stage !== 'later';
}

const modeWords = {
	all: 'may listen, whisper, barge in',
	listen: 'may listen',
	whisper: 'may whisper',
	bargeIn: 'may barge in',
	disabled: '',
};

function rightsOf(extension: Extension, legs: readonly MonitoringLeg[]): string[] {
	const monitors = whomItMonitors(extension.number, legs);
	if (monitors !== undefined) return [monitors];
	return [
		modeWords[extension.monitorMode],
		extension.allowBeingMonitored ? 'may be monitored' : '',
	].filter(Boolean);
}

/** What the phones answer, for the person who pressed the button. */
const reasons: Record<string, string> = {
	notRinging: 'is not ringing any more',
	noCall: 'is in no call',
	noExtension: 'is no extension of this PBX',
	unreachable: 'cannot be reached: it is unplugged',
	unsupported: 'cannot do that',
};

function said(number: string, outcome: string, done: string): ActResult {
	if (outcome === 'done') return { done: true, message: `${number}: ${done}.` };
	return { done: false, message: `${number} ${reasons[outcome] ?? outcome}.` };
}

async function actAtPhone(simulator: Simulated, number: string, act: PhoneAct): Promise<ActResult> {
	return said(number, await outcomeOf(simulator, number, act), doneWords[act]);
}

function outcomeOf({ pbx }: Simulated, number: string, act: PhoneAct): string | Promise<string> {
	if (act === 'unplug') return pbx.changePhone(number, { line: 'unregistered' });
	if (act === 'plug-in') return pbx.changePhone(number, { line: 'registered' });
	if (act === 'hang-up' && pbx.phone(number) === 'noExtension') {
		const call = pbx
			.currentCalls()
			.find((each) => partiesOf(each).some((party) => party.number === number));
		return call ? pbx.endCall(call.id) : 'noCall';
	}
	return phoneActs(pbx)[act]?.(number) ?? 'unsupported';
}

async function call({ pbx }: Simulated, from: string, to: string): Promise<ActResult> {
	const isInside = (number: string) => pbx.phone(number) !== 'noExtension';
	const isQueue = (await pbx.queue(to)) !== 'noQueue';
	const direction = !isInside(from) ? 'inbound' : isInside(to) || isQueue ? 'internal' : 'outbound';
	if (isInside(from)) {
		const busy = (await pbx.extensions()).find((each) => each.number === from)?.state !== 'idle';
		if (busy) return { done: false, message: `${from} is not idle.` };
	}
	const started = pbx.startCall({ direction, from, to, answered: isQueue ? undefined : 'ringing' });
	if (typeof started !== 'string') return { done: true, message: `${from} calls ${to}.` };
	return { done: false, message: `${to} ${reasons[started] ?? started}.` };
}
