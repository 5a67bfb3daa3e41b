import type { MonitorMode } from '../../pbx/model/monitoring';
import { isOnHold, isTalking, partiesOf, type Call, type MonitoringLeg } from './calls.cts';
import { whoHearsWhom } from './hearing.cts';

const monitoring: Record<
	MonitorMode,
	(supervisor: string, agent: string, customer: string) => string
> = {
	listen: (supervisor, agent, customer) =>
		`${supervisor} listens to ${agent} and ${customer}; neither hears ${supervisor}`,
	whisper: (supervisor, agent, customer) =>
		`${supervisor} whispers to ${agent}; ${customer} hears only ${agent}`,
	bargeIn: (supervisor, agent, customer) =>
		`${supervisor}, ${agent} and ${customer} hear each other`,
};

const verb: Record<MonitorMode, string> = {
	listen: 'listen to',
	whisper: 'whisper to',
	bargeIn: 'barge in on',
};

function list(names: string[]): string {
	if (names.length === 0) return 'nobody';
	return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ');
}

function otherNumber(call: Call, number: string): string {
	return call.caller.number === number ? call.callee.number : call.caller.number;
}

function ringingSentences(call: Call): string[] {
	return partiesOf(call)
		.filter((each) => each.stage === 'ringing')
		.map((each) => `${each.number} is ringing: a call with ${otherNumber(call, each.number)}`);
}

function talkingSentences(call: Call, legs: readonly MonitoringLeg[]): string[] {
	const up = legs.filter((leg) => leg.supervisor.stage === 'up');
	const everyone = [...partiesOf(call), ...up.map((leg) => leg.supervisor)];
	const plain = !isOnHold(call) && everyone.every((each) => !each.muted && !each.holding);
	const [first] = up;
	if (plain && !first) return [`${call.caller.number} talks with ${call.callee.number}`];
	if (plain && first && up.length === 1) {
		const { mode, monitored, supervisor } = first;
		return [monitoring[mode](supervisor.number, monitored, otherNumber(call, monitored))];
	}
	const holders = partiesOf(call).filter((each) => each.holding);
	return [
		...holders.map((each) => `${each.number} holds ${otherNumber(call, each.number)}`),
		...everyone.filter((each) => each.muted).map((each) => `${each.number} is muted`),
		...whoHearsWhom([call], up).map(({ listener, hears }) => `${listener} hears ${list(hears)}`),
	];
}

function callSentences(call: Call, legs: readonly MonitoringLeg[]): string[] {
	if (isTalking(call)) return talkingSentences(call, legs);
	if (call.callee.kind === 'queue')
		return [`${call.caller.number} waits in queue ${call.callee.number}`];
	return ringingSentences(call);
}

/** Who hears whom, in plain English. */
export function describeHearing(calls: readonly Call[], legs: readonly MonitoringLeg[]): string[] {
	return [
		...calls.flatMap((call) =>
			callSentences(
				call,
				legs.filter((leg) => leg.callId === call.id),
			),
		),
		...legs
			.filter((leg) => leg.supervisor.stage === 'ringing')
			.map(
				({ supervisor, mode, monitored }) =>
					`${supervisor.number} is ringing: it will ${verb[mode]} ${monitored} when it is picked up`,
			),
	];
}
