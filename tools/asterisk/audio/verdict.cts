import type { MonitorMode } from '../../../pbx/model/monitoring';
import { phoneNames, toneDbfs, type PhoneName } from '../phones.cts';

/** What a phone said and what it heard, in dBFS. */
export interface PhoneLevels {
	/** Its own tone as it left the phone; absent when it sent nothing. */
	sent?: number;
	/** Every tone as it came to the phone; -Infinity when nothing came. */
	heard: Record<PhoneName, number>;
}

export type Levels = Record<PhoneName, PhoneLevels>;

/** Who should hear whom: a monitoring mode, a call without monitoring, or no call any more. */
export type Situation = MonitorMode | 'notMonitored' | 'noCall';

export const situations: readonly Situation[] = [
	'notMonitored',
	'listen',
	'whisper',
	'bargeIn',
	'noCall',
];

/** Which phone has which role. */
export interface Roles {
	supervisor: PhoneName;
	agent: PhoneName;
	customer: PhoneName;
}

export const usualRoles: Roles = { supervisor: 'A', agent: 'B', customer: 'C' };

export type Hearing = 'heard' | 'notHeard' | 'unclear';

export interface Cell {
	listener: PhoneName;
	tone: PhoneName;
	dbfs: number;
	measured: Hearing;
	expected: 'heard' | 'notHeard';
}

export interface Verdict {
	situation: Situation;
	cells: Cell[];
	/** Cells that are not as the situation wants them. */
	wrong: Cell[];
}

/** A tone that came within 3 dB of what was sent is heard; one 40 dB below is not. */
const heardWithin = 3;
const unheardBelow = 40;

export function hearing(dbfs: number, sent: number | undefined): Hearing {
	if (sent !== undefined && Math.abs(dbfs - sent) <= heardWithin) return 'heard';
	if (dbfs <= Math.min(sent ?? toneDbfs, toneDbfs) - unheardBelow) return 'notHeard';
	return 'unclear';
}

/** The listeners of each phone in a situation. */
export function heardBy(
	situation: Situation,
	roles: Roles,
): Partial<Record<PhoneName, PhoneName[]>> {
	const { supervisor, agent, customer } = roles;
	switch (situation) {
		case 'noCall':
			return {};
		case 'notMonitored':
			return { [agent]: [customer], [customer]: [agent] };
		case 'listen':
			return { [agent]: [customer, supervisor], [customer]: [agent, supervisor] };
		case 'whisper':
			return { ...heardBy('listen', roles), [supervisor]: [agent] };
		case 'bargeIn':
			return { ...heardBy('listen', roles), [supervisor]: [agent, customer] };
	}
}

/** Compares every (listener, tone) of a measurement with what the situation asks for. */
export function verdict(levels: Levels, situation: Situation, roles: Roles = usualRoles): Verdict {
	const listeners = heardBy(situation, roles);
	const cells = phoneNames.flatMap((listener) =>
		phoneNames.map((tone): Cell => {
			const dbfs = levels[listener].heard[tone];
			const expected = listeners[tone]?.includes(listener) === true ? 'heard' : 'notHeard';
			return { listener, tone, dbfs, measured: hearing(dbfs, levels[tone].sent), expected };
		}),
	);
	return { situation, cells, wrong: cells.filter((cell) => cell.measured !== cell.expected) };
}

export interface Proof {
	verdict: Verdict;
	/** The same measurement judged as every other situation. */
	others: Verdict[];
	/** It is as it should be, and it fails as any other situation. */
	holds: boolean;
}

export function prove(levels: Levels, situation: Situation, roles: Roles = usualRoles): Proof {
	const own = verdict(levels, situation, roles);
	const others = situations
		.filter((other) => other !== situation)
		.map((other) => verdict(levels, other, roles));
	const holds = own.wrong.length === 0 && others.every(({ wrong }) => wrong.length > 0);
	return { verdict: own, others, holds };
}
