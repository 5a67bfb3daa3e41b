/** Where reports go: always plain HTTP. */
export interface ReportAddress {
	host: string;
	port: number;
	/** With its leading slash; empty when the client named none. */
	path: string;
}

/** What a client says about it at sign-in or with a heartbeat. */
export interface AddressRequest {
	clientAddress: string;
	ipaddr: string;
	port: string;
	url: string;
	urltag: string;
}

/** `urltag` 1: `url` is host, port and path. Otherwise it is a path on the client's own host. */
export function readAddress(request: AddressRequest): ReportAddress | 'malformed' {
	const { clientAddress, ipaddr, port, url, urltag } = request;
	if (urltag === '1' && url !== '') {
		const parts = /^([^/:\s]+|\[[^\]\s]+\]):(\d{1,5})(\/\S*)?$/.exec(url);
		if (!parts) return 'malformed';
		return { host: parts[1] ?? '', port: Number(parts[2]), path: parts[3] ?? '' };
	}
	const path = url === '' ? '' : `/${url.replace(/^\/+/, '')}`;
	return { host: ipaddr || clientAddress, port: Number(port), path };
}
