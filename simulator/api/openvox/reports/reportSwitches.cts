/** What the manual leaves open about the reports; the first value of each is the simulator's choice. */
export const reportSwitchValues = {
	/** Not documented: whether each token has a report address of its own or the API user has one. */
	reportAddressOf: ['token', 'apiUser'],
	/** Not documented: the longest address. */
	reportAddressLength: ['any', '64', '128'],
	/** Not documented: what becomes of a longer one. */
	longReportAddress: ['errno20011', 'cut'],
	/** Manual "Login": any API request counts as interaction; Yeastar adds reports. */
	reportsProlongToken: ['no', 'yes'],
	/** Not documented: how many reports wait for their answer at the same time. */
	reportsInFlight: ['1', '10', '50', 'any'],
	/** Not documented: how many seconds the PBX waits for the answer to a report. */
	reportPatience: ['30', '5', '1'],
	/** Not documented: whether an answer is waited for; the vendor's own receiver never sends one. */
	reportAnswer: ['awaited', 'notAwaited'],
	/** Not documented; Yeastar sends a report again and again until it is answered with 200. */
	reportRetry: ['no', 'yes'],
	/** Not documented: whether a report may arrive twice, and duplicates in the other order. */
	reportCopies: ['one', 'two'],
	reportOrder: ['asPrinted', 'reversed'],
	/** Manual "Call answered" prints ANSWER for the second report; Yeastar ANSWERED. */
	secondAnswer: ['ANSWER', 'ANSWERED'],
	/** Manual "Call transferred": spelt so in the sample; right in a table of Yeastar. */
	transferWord: ['Tranfer', 'Transfer'],
	/** Reports: `ext` in the samples; the tables and Yeastar have an array `call`. */
	reportedParties: ['ext', 'call'],
	/** Manual "Changed extension status": InUse; the English page and Yeastar say Busy. */
	reportedInCall: ['InUse', 'Busy'],
	/** Manual "Call failure": a number in the sample; words on Yeastar. */
	failureReason: ['number', 'words'],
	/** Manual "Call failure": the parties are in the sample; Yeastar's samples have none. */
	failedParties: ['both', 'none'],
	/** Reports: JSON in all samples, and nothing about a client that signed in with `type=xml`. */
	reportFormat: ['json', 'asSignedIn'],
	/** Reports: quoted in all samples. */
	reportedNumbers: ['quoted', 'bare'],
	/** Manual "Call record": `recording` in the table, in none of the samples. */
	recordings: ['off', 'on'],
} as const;

type Values = typeof reportSwitchValues;
export type ReportSwitchName = keyof Values;

export const defaultReportSwitches: { [Name in ReportSwitchName]: Values[Name][number] } = {
	reportAddressOf: 'token',
	reportAddressLength: 'any',
	longReportAddress: 'errno20011',
	reportsProlongToken: 'no',
	reportsInFlight: '1',
	reportPatience: '30',
	reportAnswer: 'awaited',
	reportRetry: 'no',
	reportCopies: 'one',
	reportOrder: 'asPrinted',
	secondAnswer: 'ANSWER',
	transferWord: 'Tranfer',
	reportedParties: 'ext',
	reportedInCall: 'InUse',
	failureReason: 'number',
	failedParties: 'both',
	reportFormat: 'json',
	reportedNumbers: 'quoted',
	recordings: 'off',
};
