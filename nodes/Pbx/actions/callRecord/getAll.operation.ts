import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { CallRecord } from '../../../../pbx/model/records';
import { flagOf } from '../fields/choice';
import { extensionNumbers, extensionsField } from '../fields/extension';
import { InvalidInput } from '../fields/invalidInput';
import { momentIn } from '../fields/moment';
import { chosenFields, outputFieldsOption, pickFields, simplify } from '../fields/outputFields';
import { limitFields, maxResults } from '../fields/pagination';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const startTime: INodeProperties = {
	displayName: 'Start Time',
	name: 'startTime',
	type: 'dateTime',
	required: true,
	default: '={{ $now.minus({ days: 1 }).toISO() }}',
	description:
		'Only calls that began at this time or later. Without an offset it is the time of the workflow.',
};

const endTime: INodeProperties = {
	displayName: 'End Time',
	name: 'endTime',
	type: 'dateTime',
	required: true,
	default: '={{ $now.toISO() }}',
	description:
		'Only calls that began up to this time; a date alone includes that day. Without an offset it is the time of the workflow.',
};

const extensions = extensionsField(
	'extensions',
	'Extensions',
	'Only calls of this extension; several are entered by their numbers, separated by commas. Empty means all.',
);

const labels: Readonly<Record<keyof CallRecord, string>> = {
	callId: 'Call ID',
	destinationTrunk: 'Destination Trunk',
	dialledNumber: 'Dialled Number (DID)',
	direction: 'Direction',
	durationSeconds: 'Duration (Seconds)',
	from: 'From',
	outcome: 'Outcome',
	queue: 'Queue',
	rawOutcome: "Outcome in the PBX's Own Word",
	recording: 'Recording',
	sourceTrunk: 'Source Trunk',
	startTime: 'Start Time',
	talkSeconds: 'Talk Time (Seconds)',
	to: 'To',
};

const simplified: ReadonlyArray<keyof CallRecord> = [
	'callId',
	'direction',
	'durationSeconds',
	'from',
	'outcome',
	'queue',
	'recording',
	'startTime',
	'talkSeconds',
	'to',
];

const everyField = Object.keys(labels);

const outputFields = outputFieldsOption(labels, `those that '${simplify.displayName}' gives`);

export const getAll = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many records of past calls',
	description: 'Get the records of calls that are over, by time and extension',
	needs: { part: ({ records }) => records, what: 'call records' },
	properties: [startTime, endTime, extensions, ...limitFields, simplify],
	options: [outputFields],
	async execute(records, item) {
		const from = momentIn(item, startTime, 'startOfDay');
		const to = momentIn(item, endTime, 'endOfDay');
		if (from > to) {
			throw new InvalidInput(
				`'${startTime.displayName}' is after '${endTime.displayName}'`,
				'Swap them.',
			);
		}
		const wanted = extensionNumbers(item.parameter(extensions.name), extensions);
		const max = maxResults(item);
		const chosen = chosenFields(item, outputFields, labels);
		const usual = flagOf(item.parameter(simplify.name), simplify) ? simplified : everyField;
		const names = chosen.length > 0 ? chosen : usual;
		const found = await records.list({ from, to, extensions: wanted });
		if (found instanceof Failure) return found;
		return found.slice(0, max).map((record) => pickFields(omitUndefined({ ...record }), names));
	},
});
