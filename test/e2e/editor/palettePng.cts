import { crc32, deflateSync, inflateSync } from 'node:zlib';

// A picture of an editor has few colours. With a palette of 256, its PNG has a third of the size.

interface Pixels {
	width: number;
	height: number;
	/** `0xrrggbb`, row by row. */
	colours: Uint32Array;
}

/** The same picture with at most 256 colours. */
export function withPalette(png: Buffer): Buffer {
	const { width, height, colours } = decode(png);
	const counts = new Map<number, number>();
	for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
	const boxes = boxesOf(counts);
	const places = new Map(boxes.flatMap((box, place) => box.map((colour) => [colour, place])));
	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			rows[y * (width + 1) + 1 + x] = places.get(colours[y * width + x] ?? 0) ?? 0;
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// 8 bits for each pixel, by palette.
	header.set([8, 3, 0, 0, 0], 8);
	const palette = Buffer.from(boxes.flatMap((box) => partsOf(meanOf(box, counts))));
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('PLTE', palette),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const ends = Buffer.alloc(8);
	ends.writeUInt32BE(data.length, 0);
	ends.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Reads what Chromium writes: 8 bits for each colour, with or without transparency, not interlaced. */
function decode(png: Buffer): Pixels {
	const data: Buffer[] = [];
	for (let at = signature.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
		const isData = png.toString('latin1', at + 4, at + 8) === 'IDAT';
		if (isData) data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
	}
	const [width, height, size] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
	const bytes = inflateSync(Buffer.concat(data));
	const stride = width * size;
	let above = Buffer.alloc(stride);
	const colours = new Uint32Array(width * height);
	for (let y = 0; y < height; y += 1) {
		const start = y * (stride + 1);
		const row = Buffer.from(bytes.subarray(start + 1, start + 1 + stride));
		unfilter(row, above, bytes[start] ?? 0, size);
		for (let x = 0; x < width; x += 1) colours[y * width + x] = row.readUIntBE(x * size, 3);
		above = row;
	}
	return { width, height, colours };
}

/** Undoes one of the five filters of the PNG format. */
function unfilter(row: Buffer, above: Buffer, filter: number, size: number): void {
	for (let at = 0; at < row.length; at += 1) {
		const left = at < size ? 0 : (row[at - size] ?? 0);
		const up = above[at] ?? 0;
		const corner = at < size ? 0 : (above[at - size] ?? 0);
		row[at] = ((row[at] ?? 0) + guess(filter, left, up, corner)) & 255;
	}
}

function guess(filter: number, left: number, up: number, corner: number): number {
	switch (filter) {
		case 1:
			return left;
		case 2:
			return up;
		case 3:
			return (left + up) >> 1;
		case 4:
			return paeth(left, up, corner);
		default:
			return 0;
	}
}

function paeth(left: number, up: number, corner: number): number {
	const byLeft = Math.abs(up - corner);
	const byUp = Math.abs(left - corner);
	const byCorner = Math.abs(left + up - 2 * corner);
	if (byLeft <= byUp && byLeft <= byCorner) return left;
	return byUp <= byCorner ? up : corner;
}

const maxColours = 256;

/** Median cut: the box whose colours differ most, by how often they occur, is cut in two. */
function boxesOf(counts: ReadonlyMap<number, number>): number[][] {
	const boxes = [[...counts.keys()]];
	const spreads = [spreadOf(boxes[0] ?? [], counts)];
	while (boxes.length < maxColours) {
		const place = spreads.indexOf(Math.max(...spreads));
		const box = boxes[place] ?? [];
		if (box.length < 2) break;
		const part = widestPart(box);
		box.sort((one, other) => (partsOf(one)[part] ?? 0) - (partsOf(other)[part] ?? 0));
		const half = middleOf(box, counts);
		boxes[place] = box.slice(0, half);
		boxes.push(box.slice(half));
		spreads[place] = spreadOf(box.slice(0, half), counts);
		spreads.push(spreadOf(box.slice(half), counts));
	}
	return boxes;
}

function partsOf(colour: number): [number, number, number] {
	return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function widths(box: readonly number[]): number[] {
	return [0, 1, 2].map((part) => {
		const values = box.map((colour) => partsOf(colour)[part] ?? 0);
		const least = values.reduce((one, other) => Math.min(one, other), 255);
		const most = values.reduce((one, other) => Math.max(one, other), 0);
		return most - least;
	});
}

function widestPart(box: readonly number[]): number {
	const each = widths(box);
	return each.indexOf(Math.max(...each));
}

/** Nothing for a single colour, which cannot be cut. */
function spreadOf(box: readonly number[], counts: ReadonlyMap<number, number>): number {
	if (box.length < 2) return 0;
	return Math.max(...widths(box)) * Math.sqrt(sumOf(box, counts));
}

function sumOf(box: readonly number[], counts: ReadonlyMap<number, number>): number {
	return box.reduce((sum, colour) => sum + (counts.get(colour) ?? 0), 0);
}

/** Where half of the pixels are on each side, and at least one colour. */
function middleOf(box: readonly number[], counts: ReadonlyMap<number, number>): number {
	const half = sumOf(box, counts) / 2;
	let sum = 0;
	const found = box.findIndex((colour) => (sum += counts.get(colour) ?? 0) >= half);
	return Math.min(Math.max(found, 1), box.length - 1);
}

function meanOf(box: readonly number[], counts: ReadonlyMap<number, number>): number {
	const total = sumOf(box, counts);
	const [red, green, blue] = [0, 1, 2].map((part) => {
		const weighted = box.reduce(
			(sum, colour) => sum + (partsOf(colour)[part] ?? 0) * (counts.get(colour) ?? 0),
			0,
		);
		return Math.round(weighted / total);
	}) as [number, number, number];
	return (red << 16) | (green << 8) | blue;
}
