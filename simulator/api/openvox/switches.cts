import type { UnmetCondition } from '../../model/pbxModel.cts';
import { defaultReportSwitches, reportSwitchValues } from './reports/reportSwitches.cts';

/**
 * What the OpenVox UC manual leaves open, contradicts itself in, or shows in more than one way. The
 * first value of each is what the simulator does by default.
 */
export const switchValues = {
	/** Manual "Login": its sample fails with 30003; Yeastar documents 20003. */
	badLoginErrno: ['30003', '20003'],
	/** Manual "Login" names no number for a locked address; Yeastar documents 20002. */
	lockedErrno: ['20002', 'sameAsBadLogin'],
	/** Not documented: whether a second login ends the first token. */
	secondLogin: ['keepsFirst', 'killsFirst'],
	/** Manual "Login": a token is erased after 30 minutes; Yeastar has a number of its own for it. */
	expiredTokenErrno: ['20006', '20004'],
	/** Manual "Heartbeat": `ipaddr` and `port` are required; Yeastar's sample sends neither. */
	heartbeatFields: ['required', 'optional'],
	/** Manual "Login": `port` is required; clients of Yeastar sign in without it, or with 0. */
	loginPort: ['required', 'optional'],
	/** All pages: POST; clients of Yeastar send queries with GET, and the download with POST. */
	methods: ['asPrinted', 'either'],

	/** Manual "Query extension list": `pjsip`; a Yeastar says `SIP`. */
	sipType: ['pjsip', 'SIP'],
	/** Manual "Query PBX information": a date; on a Yeastar the clock has a zone and `uptime` is a duration. */
	deviceTimes: ['dates', 'zoneAndDuration'],
	/** Manual "Query extension list": a free phone is `Registered` in the samples, `Idle` is listed too. */
	freeWord: ['Registered', 'Idle'],
	/** Manual "Query extension list": `Busy`; the status report says `InUse`. */
	inCallWord: ['Busy', 'InUse'],
	/** Manual "Query extension list": capitalised; Yeastar's sample has `unavailable`. */
	stateCase: ['asPrinted', 'lower'],

	/** Manual "Query extension settings" shows `disable`, "Edit" lists `Disabled`, "Add" sends `Disable`. */
	disabledWord: ['disable', 'Disabled', 'Disable'],
	/** Manual "Query extension settings": `loginpassword` in the table, `userpassword` in the samples. */
	userPasswordField: ['userpassword', 'loginpassword'],
	/** Manual "Query extension settings" has no sample of an extension in a call. */
	callFields: ['object', 'array', 'absent'],
	/** Manual "Query extension settings" does not say what it shows of an extension that monitors. */
	monitoringShownAs: ['nothing', 'internalCall'],
	/** Manual "Query extension settings": `ext.extid` is an Int; the reports show an array as well. */
	extid: ['string', 'array'],
	/** Manual "Query extension settings" does not say what an unknown number gives. */
	unknownExtension: ['leftOut', 'errno10006', 'emptyList', 'onlyStatus'],

	/** Manual "Whisper monitor" and its sisters do not say which of several unmet conditions is named. */
	namedFirst: [
		'noExtension',
		'noCall',
		'notIdle',
		'monitoringNotAllowed',
		'modeNotAllowed',
		'alreadyListenedTo',
	] satisfies UnmetCondition[],
	/** Manual "Listen monitor": one listener per extension, without a number for the second. */
	alreadyListenedTo: ['10009', '10008', '10010', 'allowed'],

	/** Manual "Query inbound call": `callee` is an object; an array on Yeastar. */
	callee: ['object', 'array'],
	/** Manual "Query inbound call": the id is required; Yeastar answers with all calls. */
	inboundQueryWithoutId: ['all', 'errno10004'],
	/** Manual "Query inbound call": `<inbound>` holds the fields themselves; lists elsewhere hold items. */
	xmlCallLists: ['bare', 'items'],
	/** Manual "Hold": its response sample has `extid` in place of `status`. */
	holdReply: ['status', 'extid'],
	/** Manual "Extension to extension call": an empty response table; Yeastar returns `callid`. */
	dialReply: ['status', 'callid'],
	/** Manual "Query queue status": `queue` in the samples, `queues` in the table. */
	queueKey: ['queue', 'queues'],
	/** Manual "Query queue status": objects; arrays on a Yeastar. */
	queueLists: ['object', 'array'],
	/** Manual "Log out a queue" requires the queue's password and does not say what a wrong one gives. */
	queuePassword: ['errno10019', 'ignored'],
	/** The pages on a queue's agents have no number for an extension that is none, or is one already. */
	agentRefused: ['errno10019', 'errno10006', 'success'],

	/** Manual "Download call records" prints no record: the columns are those of Yeastar's clients. */
	cdrColumns: ['asSeen', 'reversed'],
	/** As in public code; boxes of Yeastar spell it in another way. */
	cdrTrunkColumn: ['dsttrunkname', 'dsttrcunkname'],
	cdrQuotes: ['whereNeeded', 'everywhere'],
	cdrLines: ['lf', 'crlf'],
	/** Manual "Download call records" does not say what comes of a range without calls. */
	noRecords: ['header', 'errno20021'],

	/** All pages: fields typed Int are quoted in the samples. */
	numbers: ['quoted', 'bare'],
	/** Manual "Login": the failure sample quotes the number. */
	errno: ['quoted', 'bare'],
	/** All pages offer `type=xml`; Yeastar refuses XML. */
	xml: ['offered', 'errno10002', 'errno20000'],
	/** All pages: `type` selects the format, but a sample of "Hang up an extension" has XML under json. */
	formatBy: ['type', 'body'],
	/** Call-control pages print the first, query pages the second. */
	xmlDeclaration: ['UTF-8', 'utf-8'],
	/** No sample of an XML reply shows its type. */
	xmlContentType: ['application/xml', 'text/xml', 'application/json', 'text/html', 'none'],
	/** Some response samples print `Connection: close`. */
	connection: ['close', 'keepAlive'],

	...reportSwitchValues,
} as const;

type Values = typeof switchValues;
export type SwitchName = keyof Values;
export type Switches = { [Name in SwitchName]: Values[Name][number] };

export const switchNames = Object.keys(switchValues) as SwitchName[];

export const defaultSwitches: Switches = {
	badLoginErrno: '30003',
	lockedErrno: '20002',
	secondLogin: 'keepsFirst',
	expiredTokenErrno: '20006',
	heartbeatFields: 'required',
	loginPort: 'required',
	methods: 'asPrinted',
	sipType: 'pjsip',
	deviceTimes: 'dates',
	freeWord: 'Registered',
	inCallWord: 'Busy',
	stateCase: 'asPrinted',
	disabledWord: 'disable',
	userPasswordField: 'userpassword',
	callFields: 'object',
	monitoringShownAs: 'nothing',
	extid: 'string',
	unknownExtension: 'leftOut',
	namedFirst: 'noExtension',
	alreadyListenedTo: '10009',
	callee: 'object',
	inboundQueryWithoutId: 'all',
	xmlCallLists: 'bare',
	holdReply: 'status',
	dialReply: 'status',
	queueKey: 'queue',
	queueLists: 'object',
	queuePassword: 'errno10019',
	agentRefused: 'errno10019',
	cdrColumns: 'asSeen',
	cdrTrunkColumn: 'dsttrunkname',
	cdrQuotes: 'whereNeeded',
	cdrLines: 'lf',
	noRecords: 'header',
	numbers: 'quoted',
	errno: 'quoted',
	xml: 'offered',
	formatBy: 'type',
	xmlDeclaration: 'UTF-8',
	xmlContentType: 'application/xml',
	connection: 'close',
	...defaultReportSwitches,
};

/** What the Yeastar S-Series, whose API is the twin, is known or said to do. */
export const likeYeastar: Partial<Switches> = {
	badLoginErrno: '20003',
	expiredTokenErrno: '20004',
	heartbeatFields: 'optional',
	loginPort: 'optional',
	methods: 'either',
	sipType: 'SIP',
	deviceTimes: 'zoneAndDuration',
	callFields: 'array',
	extid: 'array',
	callee: 'array',
	dialReply: 'callid',
	queueKey: 'queues',
	queueLists: 'array',
	cdrTrunkColumn: 'dsttrcunkname',
	noRecords: 'errno20021',
	xml: 'errno10002',
	reportsProlongToken: 'yes',
	reportsInFlight: 'any',
	reportAnswer: 'notAwaited',
	secondAnswer: 'ANSWERED',
	reportedParties: 'call',
	failedParties: 'none',
	failureReason: 'words',
	recordings: 'on',
};

function isSwitchName(name: string): name is SwitchName {
	return Object.hasOwn(switchValues, name);
}

/** Whether these are switches with values that they have. */
export function isSwitchChange(change: object): change is Partial<Switches> {
	return Object.entries(change).every(
		([name, value]) =>
			isSwitchName(name) && switchValues[name].some((allowed: string) => allowed === value),
	);
}
