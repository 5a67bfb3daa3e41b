import { AsteriskManager } from '../../../simulator/model/asterisk/manager.cts';
import type { PhoneState } from '../../../simulator/model/pbxState.cts';
import { Snapshot } from '../../../simulator/model/asterisk/snapshot.cts';
import { partiesOf, type Party } from '../../../simulator/model/calls.cts';
import {
	actsAtExtension,
	callView,
	outsidePhones,
	whomItMonitors,
} from '../../../simulator/switchboard/callView.cts';
import {
	doneWords,
	runScenario,
	type ActResult,
	type ApiCallView,
	type PhoneAct,
	type PhoneView,
	type RunnableScenario,
	type Switchboard,
} from '../../../simulator/switchboard/switchboard.cts';
import { Bench } from '../../asterisk/bench.cts';
import { extensionOf, phoneNames, trunk, type PhoneName } from '../../asterisk/phones.cts';
import type { Answering } from '../../asterisk/phone/configuration.cts';
import { BenchEvents } from './benchEvents.cts';
import { shownPbx, type ShownPbx } from './liveCalls.cts';

export interface BenchSwitchboardOptions {
	bench: Bench;
	/** What each phone's owner is called. */
	people: Record<PhoneName, string>;
	answering: Record<PhoneName, Answering>;
	apiCalls(): ApiCallView[];
	scenarios: readonly RunnableScenario[];
}

/** The bench's Asterisk and its phones, as the page shows them. */
export function benchSwitchboard(options: BenchSwitchboardOptions): Switchboard {
	const { bench, people, answering, scenarios } = options;
	const manager = new AsteriskManager(bench.url, Bench.users.harness);
	const nameOf = (number: string) => {
		const found = phoneNames.find((each) => extensionOf[each] === number);
		return found ? people[found] : '';
	};
	const events = new BenchEvents(bench);

	async function act(number: string, what: PhoneAct): Promise<ActResult> {
		const name = phoneNames.find((each) => extensionOf[each] === number);
		// The customer outside is phone D's second line.
		const phone = name ?? 'D';
		try {
			await actAt(phone, what);
			return { done: true, message: `${number}: ${doneWords[what]}.` };
		} catch (error) {
			return { done: false, message: error instanceof Error ? error.message : String(error) };
		}
	}

	async function actAt(name: PhoneName, what: PhoneAct): Promise<void> {
		switch (what) {
			case 'pick-up':
				return bench.phone(name).answer();
			case 'decline':
				return bench.phone(name).reject();
			case 'hold':
				return bench.phone(name).hold();
			case 'unhold':
				return bench.phone(name).resume();
			case 'hang-up':
				return bench.phone(name).hangup();
			case 'unplug':
				return bench.switchOff(name);
			case 'plug-in':
				return bench.ensureOn(name, answering[name]);
			case 'mute':
			case 'unmute':
				throw new Error('These phones have no mute key.');
		}
	}

	return {
		async state() {
			const snapshot = await Snapshot.read(manager);
			const shown = shownPbx(await manager.demand('CoreShowChannels'), {
				isExtension: (device) => nameOf(device) !== '',
				isHolding: (channel) => events.isHolding(channel),
				chosenMode: (channel) => events.chosenMode(channel),
			});
			const phones = phoneNames.map((name): PhoneView => {
				const number = extensionOf[name];
				const ends = endsAt(shown, number);
				const state = stateOf(snapshot.stateOf(number), ends);
				const monitors = whomItMonitors(number, shown.legs);
				const acts = actsAtExtension(ends, bench.isOn(name)).filter((each) => each !== 'mute');
				return {
					number,
					name: people[name],
					kind: 'extension',
					state,
					muted: false,
					rights: monitors === undefined ? [] : [monitors],
					acts,
					canCall: state === 'idle' && bench.isOn(name),
				};
			});
			const numbers = phoneNames.map((name) => extensionOf[name]);
			return {
				pbx: `${bench.installation.versions.asterisk}, a real one, with SIP phones`,
				phones: [...phones, ...outsidePhones(shown.calls)],
				calls: shown.calls.map((call) => callView(call, shown.legs, nameOf)),
				apiCalls: options.apiCalls(),
				events: events.newest(),
				aboutEvents: 'None yet.',
				numbers: { from: [...numbers, trunk.customer], to: [...numbers, trunk.customer] },
				scenarios: scenarios.map(({ id, label, hint }) => ({ id, label, hint })),
			};
		},
		act,
		async call(from, to) {
			const name = phoneNames.find((each) => extensionOf[each] === from);
			try {
				if (name) await bench.phone(name).dial(to);
				else await bench.phone('D').dialFromOutside(to);
				return { done: true, message: `${from} calls ${to}.` };
			} catch (error) {
				return { done: false, message: error instanceof Error ? error.message : String(error) };
			}
		},
		run: (id) => runScenario(scenarios, id),
	};
}

function endsAt({ calls, legs }: ShownPbx, extension: string): Party[] {
	return [...calls.flatMap(partiesOf), ...legs.map(({ supervisor }) => supervisor)].filter(
		({ kind, number }) => kind === 'extension' && number === extension,
	);
}

/** Asterisk's state "on hold" is that of the phone that is held, and has to wait. */
function stateOf(state: PhoneState, ends: readonly Party[]): PhoneState {
	if (ends.some(({ holding }) => holding)) return 'onHold';
	return state === 'onHold' ? 'inCall' : state;
}
