/** @typedef {import('../switchboard.cts').CallView} Call */
/** @typedef {import('../switchboard.cts').PersonView} Person */
/** @typedef {{ x: number, y: number, r: number }} Place */

const namespace = 'http://www.w3.org/2000/svg';
const topY = 88;
const bottomY = 226;
const spaceOfOne = 124;

/** @param {Call} call */
function widthOf({ supervisors }) {
	return Math.max(380, supervisors.length * spaceOfOne);
}

/**
 * Where each person of a call is drawn: the parties above, the supervisors below.
 * @param {Call} call
 * @returns {Map<Person, Place>}
 */
function placesOf(call) {
	const { parties, supervisors } = call;
	const [left, right] = parties;
	const width = widthOf(call);
	const step = Math.min(width / supervisors.length, 170);
	const first = (width - step * supervisors.length) / 2;
	return new Map([
		[left, { x: width / 2 - 95, y: topY, r: 38 }],
		[right, { x: width / 2 + 95, y: topY, r: 38 }],
		...supervisors.map(
			/** @returns {[Person, Place]} */
			(person, index) => [person, { x: first + step * (index + 0.5), y: bottomY, r: 42 }],
		),
	]);
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 * @returns {SVGElementTagNameMap[Tag]}
 */
function svg(tag, attributes, text = '') {
	const made = document.createElementNS(namespace, tag);
	for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
	made.textContent = text;
	return made;
}

/**
 * The line from the edge of one circle to the edge of another, moved sideways so that two of opposite
 * directions lie beside each other.
 * @param {Place} from
 * @param {Place} to
 * @param {number} aside
 */
function lineBetween(from, to, aside) {
	const length = Math.hypot(to.x - from.x, to.y - from.y);
	const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
	const [ox, oy] = [-dy * aside, dx * aside];
	const start = from.r + 7;
	const end = length - to.r - 9;
	const point = (/** @type {number} */ at) =>
		`${(from.x + dx * at + ox).toFixed(1)} ${(from.y + dy * at + oy).toFixed(1)}`;
	return `M${point(start)}L${point(end)}`;
}

/**
 * @param {Call} call
 * @returns {SVGElement[]}
 */
function lines(call) {
	const places = placesOf(call);
	const placeOf = (/** @type {string} */ number) =>
		[...places].find(([person]) => person.number === number)?.[1];
	const isSupervisor = (/** @type {string} */ number) =>
		call.supervisors.some((each) => each.number === number);
	const has = (/** @type {string} */ from, /** @type {string} */ to) =>
		call.voices.some((voice) => voice.from === from && voice.to === to);
	const [left, right] = call.parties;
	const [leftPlace, rightPlace] = [placeOf(left.number), placeOf(right.number)];
	const drawn = [];
	if (leftPlace && rightPlace) {
		const both = has(left.number, right.number) && has(right.number, left.number);
		const none = !has(left.number, right.number) && !has(right.number, left.number);
		if (both || none) {
			const kind = both ? 'voice call both' : 'voice silent';
			drawn.push(svg('path', { class: kind, d: lineBetween(leftPlace, rightPlace, 0) }));
		}
	}
	for (const { from, to } of call.voices) {
		const [start, end] = [placeOf(from), placeOf(to)];
		if (!start || !end) continue;
		const kind = isSupervisor(from) ? 'speaks' : isSupervisor(to) ? 'hears' : 'call';
		if (kind === 'call' && has(to, from)) continue;
		const path = lineBetween(start, end, has(to, from) ? 8 : 0);
		drawn.push(svg('path', { class: `voice ${kind}`, d: path, 'data-from': from, 'data-to': to }));
		if (kind === 'speaks') drawn.push(svg('path', { class: 'flow', d: path }));
	}
	for (const { number, monitors, stage } of call.supervisors) {
		const [start, end] = [placeOf(number), placeOf(monitors?.extension ?? '')];
		if (stage === 'up' || !start || !end) continue;
		drawn.push(svg('path', { class: 'voice calling', d: lineBetween(start, end, 0) }));
	}
	return drawn;
}

/** @type {Record<Person['role'], string>} */
const roleWords = {
	agent: 'Agent',
	customer: 'Customer',
	caller: 'Caller',
	callee: 'Callee',
	queue: 'Queue',
	prompt: 'Prompt',
	supervisor: 'Supervisor',
};

const modeWords = { listen: 'listen', whisper: 'whisper', bargeIn: 'barge-in' };

/** @param {Person} person */
function stageWord({ role, stage, holding, muted, monitors }) {
	if (stage === 'later') return 'is called next';
	if (stage === 'ringing') return 'ringing';
	if (holding) return role === 'supervisor' ? 'on hold' : 'holds';
	if (muted) return 'muted';
	return monitors ? modeWords[monitors.mode] : '';
}

/**
 * @param {string} text
 * @param {number} longest
 */
function shortened(text, longest) {
	return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/**
 * @param {Person} person
 * @param {Place} place
 * @param {number} longest
 */
function personGroup(person, { x, y, r }, longest) {
	const { number, name, role, stage, holding, muted } = person;
	const group = svg('g', {
		class: ['person', role, stage, holding || muted ? 'quiet' : ''].join(' '),
	});
	const isBelow = role === 'supervisor';
	const labelY = isBelow ? y + r + 18 : y - r - 24;
	const word = stageWord(person);
	group.append(
		svg('circle', { cx: x, cy: y, r }),
		svg('text', { class: 'role', x, y: y + 4 }, roleWords[role]),
		svg(
			'text',
			{ class: 'who', x, y: labelY },
			shortened(name === '' ? number : `${number} ${name}`, longest),
		),
		svg('text', { class: 'stage', x, y: labelY + 16 }, word),
	);
	return group;
}

/**
 * The picture of a call: its people, and an arrow for every voice that somebody hears.
 * @param {SVGSVGElement} picture
 * @param {Call} call
 */
export function drawCall(picture, call) {
	const height = call.supervisors.length > 0 ? 308 : 136;
	picture.setAttribute('viewBox', `0 0 ${widthOf(call)} ${height}`);
	const longest = call.supervisors.length > 2 ? 13 : 18;
	const people = [...placesOf(call)].map(([person, place]) => personGroup(person, place, longest));
	picture.replaceChildren(...lines(call), ...people);
}
