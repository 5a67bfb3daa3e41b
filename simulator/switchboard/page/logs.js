import { byId, element, keyed, setText } from './dom.js';

/** @typedef {import('../switchboard.cts').SwitchboardState} State */
/** @typedef {import('../switchboard.cts').ApiCallView} ApiCall */
/** @typedef {import('../switchboard.cts').PushedEventView} PushedEvent */

/** @param {State} state */
export function showLogs({ apiCalls, events, aboutEvents }) {
	showLog('api-calls', apiCalls, apiCallRow, showOutcome);
	showLog('events', events, eventRow, showOutcome);
	byId('no-api-calls').hidden = apiCalls.length > 0;
	byId('no-events').hidden = events.length > 0;
	setText(byId('no-events'), aboutEvents);
}

/**
 * @param {Element} row
 * @param {ApiCall | PushedEvent} shown
 */
function showOutcome(row, { outcome, failed }) {
	const [cell] = row.getElementsByClassName('outcome');
	if (!cell) return;
	setText(cell, outcome);
	cell.classList.toggle('failed', failed);
}

/**
 * Follows the newest row, unless somebody has scrolled up to read.
 * @template {{ id: number }} Row
 * @param {string} id
 * @param {readonly Row[]} rows
 * @param {(row: Row) => HTMLLIElement} make
 * @param {(child: HTMLLIElement, row: Row) => void} update
 */
function showLog(id, rows, make, update) {
	const log = byId(id);
	const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 8;
	keyed(log, rows, (row) => String(row.id), make, update);
	log.hidden = rows.length === 0;
	if (isAtEnd) log.scrollTop = log.scrollHeight;
}

/** @param {ApiCall} call */
function apiCallRow({ at, request, fields, token }) {
	const row = element('li');
	const maskedToken = token === '' ? 'no token' : `token ${token}`;
	const time = element('time', '', at.slice(11, 19));
	time.dateTime = at;
	row.append(
		time,
		element('span', 'what', request),
		element('span', 'outcome'),
		element('span', 'detail', [fields, maskedToken].filter(Boolean).join(', ')),
	);
	return row;
}

/** @param {PushedEvent} event */
function eventRow({ name, detail }) {
	const row = element('li');
	row.append(
		element('span', 'what', name),
		element('span', 'outcome'),
		element('span', 'detail', detail),
	);
	return row;
}
