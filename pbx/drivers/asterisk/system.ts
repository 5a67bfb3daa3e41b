import { Failure } from '../../model/failure';
import type { System } from '../../model/pbx';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import { clockOf } from './callState/clock';
import { extensionStates } from './callState/extensionStates';
import type { DriverConfig } from './wire/config';

/** What Asterisk reports of itself: it knows nothing of the machine that it runs on. */
export function system(ask: Ask, config: DriverConfig): System {
	return {
		async info() {
			const core = await ask(actions.coreSettings);
			if (core instanceof Failure) return core;
			const status = await ask(actions.coreStatus);
			if (status instanceof Failure) return status;
			const { corestartupdate = '', corestartuptime = '' } = status.fields;
			const started = `${corestartupdate}T${corestartuptime}`;
			const time = await clockOf(ask, '', '%Y-%m-%dT%H:%M:%S%z');
			if (time instanceof Failure) return time;
			// The start has the offset of its own day: summer time may have begun since.
			const seconds = Math.floor(Date.parse(`${started}Z`) / 1000);
			const offset = Number.isNaN(seconds) ? '' : await clockOf(ask, String(seconds), '%z');
			if (offset instanceof Failure) return offset;
			const known = await extensionStates(ask, config, []);
			if (known instanceof Failure && known.kind !== 'unsupported') return known;
			return {
				model: 'Asterisk',
				firmwareVersion: core.fields.asteriskversion,
				time: time || undefined,
				startTime: offset === '' ? undefined : `${started}${offset}`,
				extensions: known instanceof Failure ? undefined : known.states.size,
			};
		},
	};
}
