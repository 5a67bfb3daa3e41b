/** One block of AMI text: field names in lower case. A field that comes again gets `-2`, `-3`, … */
export type AmiMessage = Readonly<Record<string, string>>;

const endOfBlock = '\r\n\r\n';

export interface AmiMessages {
	messages: AmiMessage[];
	/** Text of a block that is not whole yet. */
	rest: string;
}

export function readMessages(text: string): AmiMessages {
	const blocks = text.split(endOfBlock);
	const rest = blocks.pop() ?? '';
	return { messages: blocks.map(readBlock), rest };
}

function readBlock(block: string): AmiMessage {
	const message: Record<string, string> = {};
	for (const line of block.split('\r\n')) {
		const [, name, value] = /^([^:]+): ?(.*)$/s.exec(line) ?? [];
		if (name === undefined || value === undefined) continue;
		message[freeName(message, name.toLowerCase())] = value;
	}
	return message;
}

function freeName(message: AmiMessage, name: string): string {
	if (!(name in message)) return name;
	for (let n = 2; ; n++) if (!(`${name}-${n}` in message)) return `${name}-${n}`;
}

export function writeMessage(fields: Record<string, string>): string {
	const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
	return `${lines.join('\r\n')}${endOfBlock}`;
}

export type Pattern = Record<string, string | RegExp>;

/** Whether every field of the pattern is there: equal to the text, or matching the expression. */
export function matches(message: AmiMessage, pattern: Pattern): boolean {
	return Object.entries(pattern).every(([name, wanted]) => {
		const value = message[name];
		if (value === undefined) return false;
		return typeof wanted === 'string' ? value === wanted : wanted.test(value);
	});
}
