/** The HTTP application: the gate first, then the routes, each a line here and a file beside. */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Displays } from '../access/displays.ts';
import type { Gate } from '../access/gate.ts';
import type { Identity } from '../access/roles.ts';
import type { LiveRate } from '../measures/live-rate.ts';
import type { LiveLoop } from '../live/loop.ts';
import { log } from '../log.ts';
import type { Settings } from '../settings/settings.ts';
import {
	acknowledgeAlert,
	answerAlerts,
	answerRules,
	answerSilences,
	setDay,
	setRule,
	setSilence,
	type AlertsDeps
} from './alerts.ts';
import { answerAssessment } from './assessment.ts';
import { answerCalls, exportCalls } from './calls.ts';
import {
	answerChannels,
	removeChannel,
	saveChannel,
	testChannel,
	type ChannelsDeps
} from './channels.ts';
import { answerCities } from './cities.ts';
import { claimDisplay, listDisplays, offerDisplay, revokeDisplay } from './displays.ts';
import { answerDeliveries } from './deliveries.ts';
import { answerCityProfile, setCityProfile } from './city-profile.ts';
import { ApiError, renderError } from './errors.ts';
import { answerHistory, setAnnotation } from './history.ts';
import { answerReadings, setReading, type ReadingsDeps } from './readings.ts';
import { answerStandards, setThreeRates } from './standards.ts';
import { acceptEvents, type EventsDeps } from './events.ts';
import { takeNotes } from './import-notes.ts';
import { undoImport } from './imports.ts';
import { answerImprove } from './improve.ts';
import { logIn, logOut } from './login.ts';
import { answerBacktest } from './backtest.ts';
import { answerDays } from './days.ts';
import { answerMeasures, type MeasuresDeps } from './measures.ts';
import { exportMeasures } from './measures-export.ts';
import { openApi } from './openapi/openapi.ts';
import { mountPages } from './pages.ts';
import { answerPeers } from './peers.ts';
import {
	answerProfile,
	answerProfiles,
	chooseProfile,
	setProfile,
	type ProfilesDeps
} from './profiles.ts';
import { answerProvince, type ProvinceDeps } from './province.ts';
import { answerQuality } from './quality.ts';
import { readCity } from './query.ts';
import { sendReport } from './report.ts';
import { answerSurvey } from './survey.ts';
import { answerUsual } from './usual.ts';

export interface AppEnv {
	Variables: { identity: Identity };
}

export interface AppDeps
	extends
		AlertsDeps,
		MeasuresDeps,
		EventsDeps,
		ProfilesDeps,
		ReadingsDeps,
		ChannelsDeps,
		ProvinceDeps {
	gate: Gate;
	displays: Displays;
	settings: Settings;
	loop: LiveLoop;
	liveRate: LiveRate;
	buildDir: string;
}

export function createApp(deps: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.onError(renderError);
	app.notFound((c) => renderError(new ApiError(404, 'not_found', `there is no ${c.req.path}`), c));
	app.use(
		secureHeaders({
			contentSecurityPolicy: {
				defaultSrc: ["'self'"],
				// SvelteKit starts by one inline script; styles of components are inline too.
				scriptSrc: ["'self'", "'unsafe-inline'"],
				styleSrc: ["'self'", "'unsafe-inline'"],
				imgSrc: ["'self'", 'data:'],
				connectSrc: ["'self'", 'ws:', 'wss:']
			}
		})
	);
	app.use(deps.gate.http);

	app.get('/healthz', (c) => c.json({ status: 'ok' }));
	app.get('/readyz', async (c) => {
		await deps.store.read('SELECT 1 AS ready').catch((cause: unknown) => {
			log('error', 'the store does not answer', { error: cause });
			throw new ApiError(503, 'store_unavailable', 'the store does not answer; see the log', 1);
		});
		return c.json({ status: 'ready' });
	});
	app.get('/metrics', async (c) =>
		c.body(await deps.metrics.text(), 200, { 'Content-Type': deps.metrics.contentType })
	);
	app.get('/v1/openapi.json', (c) => c.json(openApi()));
	app.post('/v1/login', (c) => logIn(deps.gate, c));
	app.post('/v1/logout', (c) => logOut(c));
	app.post('/v1/events', (c) => acceptEvents(deps, c, c.get('identity')));
	app.post('/v1/imports/:run/undo', async (c) =>
		c.json(await undoImport(deps.undoer, c.req.param('run'), c.get('identity')))
	);
	app.post('/v1/imports/:run/notes', (c) => takeNotes(deps, c, c.req.param('run')));
	app.get('/v1/cities', async (c) => c.json(await answerCities(deps.store, c.get('identity'))));
	app.get('/v1/measures', async (c) =>
		c.json(await answerMeasures(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/usual', async (c) =>
		c.json(await answerUsual(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/measures/export', (c) => exportMeasures(deps, c, c.req.query(), c.get('identity')));
	app.get('/v1/calls', async (c) =>
		c.json(await answerCalls(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/calls/export', (c) => exportCalls(deps, c, c.req.query(), c.get('identity')));
	app.get('/v1/live', async (c) =>
		c.json(await deps.loop.read(readCity(c.req.query(), c.get('identity'))))
	);
	app.get('/v1/assessment', async (c) =>
		c.json(await answerAssessment(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/assessment/history', async (c) =>
		c.json(await answerHistory(deps, c.req.query(), c.get('identity')))
	);
	app.put('/v1/annotations/:id', async (c) =>
		c.json(await setAnnotation(deps, c, c.req.param('id')))
	);
	app.get('/v1/standards', async (c) =>
		c.json(await answerStandards(deps, c.req.query(), c.get('identity')))
	);
	app.put('/v1/three-rates', async (c) => c.json(await setThreeRates(deps, c)));
	app.get('/v1/readings', async (c) =>
		c.json(await answerReadings(deps, c.req.query(), c.get('identity')))
	);
	app.put('/v1/readings/:id', async (c) => c.json(await setReading(deps, c, c.req.param('id'))));
	app.get('/v1/profiles', async (c) =>
		c.json(await answerProfiles(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/profiles/:id', async (c) =>
		c.json(await answerProfile(deps, c.req.param('id'), c.req.query(), c.get('identity')))
	);
	app.put('/v1/profiles/:id', async (c) => c.json(await setProfile(deps, c, c.req.param('id'))));
	app.put('/v1/profile-in-force', async (c) => c.json(await chooseProfile(deps, c)));
	app.get('/v1/settings/city', async (c) =>
		c.json(await answerCityProfile(deps, c.req.query(), c.get('identity')))
	);
	app.put('/v1/settings/city', async (c) => c.json(await setCityProfile(deps, c)));
	app.get('/v1/province', async (c) => c.json(await answerProvince(deps, c.get('identity'))));
	app.get('/v1/peers', async (c) =>
		c.json(await answerPeers(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/survey', async (c) =>
		c.json(await answerSurvey(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/improve', async (c) =>
		c.json(await answerImprove(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/report', (c) => sendReport(deps, c, c.req.query(), c.get('identity')));
	app.get('/v1/quality', async (c) =>
		c.json(await answerQuality(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/displays', (c) => listDisplays(deps.displays, c));
	app.post('/v1/displays', (c) => offerDisplay(deps.displays, c));
	app.post('/v1/displays/claim', (c) => claimDisplay(deps.displays, c));
	app.delete('/v1/displays/:id', (c) => revokeDisplay(deps.displays, c));
	app.get('/v1/channels', async (c) => c.json(await answerChannels(deps, c.get('identity'))));
	app.post('/v1/channels', async (c) => c.json(await saveChannel(deps, c, null), 201));
	app.put('/v1/channels/:id', async (c) => c.json(await saveChannel(deps, c, c.req.param('id'))));
	app.delete('/v1/channels/:id', async (c) => {
		await removeChannel(deps, c.req.param('id'), c.get('identity'));
		return c.body(null, 204);
	});
	app.post('/v1/channels/:id/test', async (c) =>
		c.json(await testChannel(deps, c.req.param('id'), c.get('identity')))
	);
	app.get('/v1/deliveries', async (c) =>
		c.json(await answerDeliveries(deps, c.req.query(), c.get('identity')))
	);
	app.get('/v1/alerts', async (c) =>
		c.json(await answerAlerts(deps, c.req.query(), c.get('identity')))
	);
	app.post('/v1/alerts/:id/acknowledge', async (c) =>
		c.json(await acknowledgeAlert(deps, c, c.req.param('id')))
	);
	app.get('/v1/rules', async (c) =>
		c.json(await answerRules(deps, c.req.query(), c.get('identity')))
	);
	app.put('/v1/rules/:id', async (c) => c.json(await setRule(deps, c, c.req.param('id'))));
	app.get('/v1/silences', async (c) =>
		c.json(await answerSilences(deps, c.req.query(), c.get('identity')))
	);
	app.put('/v1/silences/:id', async (c) => c.json(await setSilence(deps, c, c.req.param('id'))));
	app.get('/v1/days', async (c) =>
		c.json(await answerDays(deps, c.req.query(), c.get('identity')))
	);
	app.post('/v1/backtest', async (c) => c.json(await answerBacktest(deps, c)));
	app.put('/v1/days/:date', async (c) => c.json(await setDay(deps, c, c.req.param('date'))));
	mountPages(app, deps.buildDir);
	return app;
}
