import type { INodeProperties } from 'n8n-workflow';

import type { InputName, RequestInput } from '../../../pbx/model/failure';
import type { Operation } from './operation';

interface Hint {
	/** The parameters that give this input, in one operation or another. */
	fields: readonly string[];
	/** What to do with the field of this label. */
	say: (label: string) => string;
}

const check = (label: string) => `Check '${label}'.`;
const raise = (label: string) => `Raise '${label}'.`;

const hints: Readonly<Record<Exclude<RequestInput, 'reportAddress'>, Hint>> = {
	supervisor: { fields: ['supervisorExtension', 'promptNumber'], say: check },
	monitored: { fields: ['monitoredExtension'], say: check },
	extension: { fields: ['extension', 'fromExtension'], say: check },
	callId: { fields: ['callId'], say: (label) => `Enter the ID of one of its calls in '${label}'.` },
	queue: { fields: ['queue'], say: check },
	timeout: { fields: ['timeout'], say: raise },
	ringTimeout: { fields: ['ringTimeout'], say: raise },
	waitForCall: { fields: ['waitForCall'], say: raise },
	force: {
		fields: ['force'],
		say: (label) =>
			`'${label}' would hang up any call of the supervisor, one with a customer as well.`,
	},
	allowModeChange: {
		fields: ['allowModeChange'],
		say: (label) => `Start the monitoring with '${label}' turned on.`,
	},
	beepToAgent: { fields: ['beepToAgent'], say: (label) => `Turn '${label}' off.` },
	stopAfter: {
		fields: ['stopAfter'],
		say: (label) =>
			`Remove '${label}', and let the workflow wait and stop the monitoring, as the example 'Coach, then leave' does.`,
	},
};

const known: Partial<Record<InputName, Hint>> = hints;

/** Which field of an operation to change for a failure about this input, by the field's own label. */
export function hintFor({ properties }: Operation, input: InputName): string | undefined {
	const hint = known[input];
	if (!hint) return undefined;
	const fields = properties.flatMap((field) => [field, ...optionsOf(field)]);
	const field = fields.find(({ name }) => hint.fields.includes(name));
	return field && hint.say(field.displayName);
}

function optionsOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter(
		(option): option is INodeProperties => 'displayName' in option && 'type' in option,
	);
}
