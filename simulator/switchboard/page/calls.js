import { byId, element, keyed, setText } from './dom.js';
import { drawCall } from './diagram.js';

/** @typedef {import('../switchboard.cts').CallView} Call */

/** @type {Record<Call['state'], string>} */
const stateWords = {
	ringing: 'ringing',
	talking: 'talking',
	onHold: 'on hold',
	waiting: 'waiting in a queue',
};

/** @type {Record<Call['direction'], string>} */
const directionWords = { internal: 'Internal', inbound: 'Inbound', outbound: 'Outbound' };

/** What each picture shows, so that it is drawn again only where that has changed. */
const drawn = new WeakMap();

/** @param {readonly Call[]} calls */
export function showCalls(calls) {
	byId('no-calls').hidden = calls.length > 0;
	// The newest first.
	keyed(byId('calls'), [...calls].reverse(), ({ id }) => id, emptyCard, fillCard);
}

function emptyCard() {
	const card = element('li', 'call-card');
	const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	// The sentences say the same.
	picture.setAttribute('aria-hidden', 'true');
	card.append(element('h3'), picture, element('p', 'sentences'));
	return card;
}

/**
 * @param {HTMLLIElement} card
 * @param {Call} call
 */
function fillCard(card, call) {
	const [title, picture, sentences] = card.children;
	if (!title || !(picture instanceof SVGSVGElement) || !sentences) return;
	card.dataset.state = call.state;
	const { direction, state } = call;
	setText(title, `${directionWords[direction]} call, ${stateWords[state]}`);
	setText(sentences, `${call.sentences.join('. ')}.`);
	const shown = JSON.stringify(call);
	if (drawn.get(picture) === shown) return;
	drawn.set(picture, shown);
	drawCall(picture, call);
}
