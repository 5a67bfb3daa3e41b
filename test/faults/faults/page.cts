import type { Exchange } from '../pbx/exchange.cts';

/** A web page that repeats the address that was asked for, as many do. */
export const page = (e: Exchange) =>
	`<!DOCTYPE html><html><body>No ${e.request.path}?${e.request.query.toString()} here</body></html>`;
