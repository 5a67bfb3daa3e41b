import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../../../fixtures', 'openvox', 'reports');

export interface PrintedReport {
	name: string;
	/** Request line and headers, as printed. */
	head: string[];
	/** The body as it goes over the wire: compact. */
	body: string;
}

/** Every report that the manual prints. */
export function printedReports(): PrintedReport[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.http'))
		.sort()
		.map((file) => read(file.replace(/\.http$/, '')));
}

export function printedReport(name: string): string {
	return read(name).body;
}

/** A report in a shape of Yeastar's manual. */
export function yeastarReport(name: string): string {
	return readFileSync(join(folder, `yeastar-${name}.json`), 'utf8');
}

function read(name: string): PrintedReport {
	const text = readFileSync(join(folder, `${name}.http`), 'utf8');
	const start = text.indexOf('{');
	const head = text.slice(0, start).trim().split('\n');
	return { name, head, body: compact(text.slice(start)) };
}

/** Without the blanks between the tokens; what is inside of quotes stays. */
function compact(json: string): string {
	return json.replace(/("[^"]*")|\s+/g, '$1');
}
