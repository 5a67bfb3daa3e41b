import type { DomainEvent } from '../../../../../pbx/model/event';
import { Failure } from '../../../../../pbx/model/failure';
import { EventReader } from '../../../../../pbx/drivers/asterisk/events/eventReader';
import { byName } from '../../../../../pbx/drivers/asterisk/callState/phones';
import { readConfig, type DriverConfig } from '../../../../../pbx/drivers/asterisk/wire/config';
import type { Message } from '../../../../../pbx/drivers/asterisk/wire/mxml';
import { readReply, Refusal } from '../../../../../pbx/drivers/asterisk/wire/reply';
import { credentialFields, recording } from '../recordedPbx.cts';

export function config(): DriverConfig {
	const settings = readConfig(credentialFields);
	if (settings instanceof Failure) throw new Error(settings.message);
	return settings;
}

/** The events, or the rows of a list, in a recorded reply. */
export function recordedItems(name: string): Message[] {
	const answer = readReply(recording(name));
	if (answer instanceof Failure || answer instanceof Refusal) throw new Error(answer.message);
	return answer.items;
}

/** A reader of a PBX on which nothing goes on. */
export function quietReader(nowMs = 0): EventReader {
	const reader = new EventReader(config());
	reader.compare(
		{ channels: [], states: new Map(), numberOf: byName(config()), offset: '+01:00' },
		nowMs,
	);
	return reader;
}

/** The events of a recorded reply, with what becomes due after it. */
export function readRecorded(name: string, reader = quietReader()): DomainEvent[] {
	const events = recordedItems(`events/${name}`).flatMap((message) => reader.read(message, 60_000));
	return [...events, ...reader.due(120_000)];
}
