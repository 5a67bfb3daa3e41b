import { Failure } from '../model/failure';

const megabyte = 1_000_000;

/**
 * The longest reply that is read: 20,000 extensions with all the fields and the line breaks that the
 * OpenVox manual prints, at 760 bytes for each.
 */
export const maxReplyBytes = 16 * megabyte;

/** Why a body is not read at all. A character takes at least one byte, so counting those is enough. */
export function tooLong(body: string): Failure | undefined {
	if (body.length <= maxReplyBytes) return undefined;
	const sent = (Math.ceil(body.length / (megabyte / 10)) / 10).toFixed(1).replace('.0', '');
	const message = `The PBX sent a reply of ${sent} MB, more than n8n reads (${maxReplyBytes / megabyte} MB)`;
	return new Failure('invalidReply', message, askForLess);
}

export function tooManyValues(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX sent a reply with more values than its length allows',
		askForLess,
	);
}

const askForLess = 'Ask for less at once, such as fewer extensions or a shorter period.';

/** Any reply may have that many, whatever its length. */
const fewValues = 20_000;

/** The names of all fields that a PBX has are a few hundred. */
const maxNames = 2_000;

/**
 * Counts what a reader makes of a body, because that costs more than the characters: 16 MB of `<a/>`
 * are four million elements, but a real list has 18 to 30 characters for each of its values.
 */
export class ValueCount {
	private left: number;
	private readonly names = new Set<string>();

	constructor(body: string, charactersPerValue = 16) {
		this.left = fewValues + body.length / charactersPerValue;
	}

	/** Whether there are more than a reply has. */
	get isExceeded(): boolean {
		return this.left < 0 || this.names.size > maxNames;
	}

	/** False: there are too many. */
	add(values = 1): boolean {
		this.left -= values;
		return this.left >= 0;
	}

	/** False: there are too many; names that are all different cost an engine of JavaScript most. */
	addName(name: string): boolean {
		this.names.add(name);
		return this.names.size <= maxNames;
	}

	hasName(name: string): boolean {
		return this.names.has(name);
	}
}
