export type Value = string | Value[] | { [name: string]: Value };

/** A reply as the manual prints it in XML: a list is a row of `<item>` elements. */
export function jsonToXml(value: Value): string {
	return `<?xml version="1.0" encoding="UTF-8" ?>\n<xml>${content(value)}</xml>`;
}

function content(value: Value): string {
	if (typeof value === 'string') return value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
	if (Array.isArray(value)) {
		return value.map((one, index) => `<item id="${index}">${content(one)}</item>`).join('');
	}
	return Object.entries(value)
		.map(([name, child]) => `<${name}>${content(child)}</${name}>`)
		.join('');
}
