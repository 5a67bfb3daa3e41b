import { Failure, type Done } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { Refusal } from '../wire/reply';

/** A device of the PBX's own that no phone has; its state is of no use to anybody. */
const probeDevice = 'Custom:n8n-events';

/**
 * Asterisk does not show a user its read rights, and without them it sends nothing. So the state of a device
 * that exists for this alone is set: a user with the right to the events of calls gets that event.
 */
export async function checkEventRights(
	ask: Ask,
	waitEvent: (timeoutSeconds: number) => Promise<readonly string[] | Failure>,
): Promise<Done | Failure> {
	// Only a change is an event.
	for (const state of ['INUSE', 'NOT_INUSE']) {
		const set = await ask.raw(actions.setVariable, [
			['Variable', `DEVICE_STATE(${probeDevice})`],
			['Value', state],
		]);
		if (set instanceof Failure) return set;
		// Without the right to set it, or the module that keeps it, nothing can be said.
		if (set instanceof Refusal) return 'done';
	}
	const devices = await waitEvent(1);
	if (devices instanceof Failure) return devices;
	return devices.includes(probeDevice) ? 'done' : callEventsMissing();
}

function callEventsMissing(): Failure {
	return new Failure(
		'forbidden',
		'The manager user may not see the events of calls',
		'Asterisk requires the right `call` for them. Add it to the line read = of the manager user in manager.conf (FreePBX: Settings > Asterisk Manager Users), with `cdr` for call records and `agent` for queues, and reload the manager.',
	);
}
