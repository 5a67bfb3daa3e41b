/** One message of AMI, with the names that Asterisk writes in its own format; over `mxml` they are in lower case. */
export type AmiFields = Readonly<Record<string, string>>;

/** The two formats of AMI over HTTP that programs read. */
export type AmiFormat = 'mxml' | 'rawman';

/** The messages of a list, with its first and its last one. */
export function amiList(message: string, event: string, rows: readonly AmiFields[]): AmiFields[] {
	return [
		{ Response: 'Success', EventList: 'start', Message: `${message} will follow` },
		...rows,
		{ Event: event, EventList: 'Complete', ListItems: String(rows.length) },
	];
}

export function amiBody(format: AmiFormat, messages: readonly AmiFields[]): string {
	return format === 'mxml' ? mxml(messages) : rawman(messages);
}

function mxml(messages: readonly AmiFields[]): string {
	const rows = messages.map((message) => {
		const attributes = Object.entries(message).map(
			([name, value]) => ` ${name.toLowerCase()}='${escaped(value)}'`,
		);
		return `<response type='object' id='unknown'><generic${attributes.join('')} /></response>\n`;
	});
	return `<ajax-response>\n${rows.join('')}</ajax-response>\n`;
}

function rawman(messages: readonly AmiFields[]): string {
	const blocks = messages.map((message) => {
		const lines = Object.entries(message).map(([name, value]) => `${name}: ${value}\r\n`);
		return `${lines.join('')}\r\n`;
	});
	return blocks.join('');
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	"'": '&apos;',
	'"': '&quot;',
};

function escaped(value: string): string {
	return value.replace(/[&<>'"]/g, (sign) => entities[sign] ?? sign);
}
