/*
 * The audit: each rule has a plan in which it finds something, with the right numbers, and one just like it
 * in which it does not.
 */
#include "decide/audit.h"

#include "base/file.h"
#include "fail_alloc.h"
#include "sample.h"

/* One option that earns more than it costs, and nothing to find in it but what a case adds. */
#define HEAD       "[plan]\nhorizon = 24\non_cost = 0%\ndiscount_rate = 0%\n"
#define WATCHED    "[monitoring.stack]\nprice = 100\n"
#define EARNS      "[benefit.gain]\nmetric = euros\nannual_value = 240k\nmargin = 50%\nramp = 2\n"
#define BY_WHOLE_YEARS                                                                                       \
	"[plan]\nhorizon = 36\nstart = 2026-02\non_cost = 0%\ndiscount_rate = 10%\nconvention = yearly\n"
#define ONE_OPTION "[option.a]\ntime_to_market = 1\n"
#define PLAIN      HEAD ONE_OPTION WATCHED EARNS

/* Two options, one all managed and one all self-hosted, that differ by what a case gives them. */
#define TWO_OPTIONS                                                                                          \
	"[option.rent]\ntime_to_market = 1\nhosting = managed\n[option.own]\ntime_to_market = 1\nhosting = " \
	"self-hosted\n"

/* Revenue of 36.5 M a year is 100 k a day; the benefit is 1 M a year. */
#define SELLS  "[business]\nannual_revenue = 36.5M\n"
#define LIFTS  "[benefit.gain]\nmetric = euros\nramp = 2\nlift = 10%\n"
#define DRIFTS "[incidents]\nper_year = 2\n[incident.drift]\nshare = 50%\nloss = 10%\nduration = 5\n"

struct audit_case {
	const char *rule;
	const char *loud;
	int line; /* of the finding; 0: not looked at */
	enum severity severity;
	const char *said; /* part of the message */
	const char *quiet;
};

static const struct audit_case cases[] = {
	/* --- advice: hosting --- */
	{"managed-traffic", PLAIN "[demand]\nrequests_per_day = 1.2M\n[infra.serving]\nmanaged_price = 10\n",
	 5, SEVERITY_WARNING,
	 "option 'a' has managed serving for 1.2M requests a day (13.9 a second) from month 2 on; it becomes "
	 "expensive beyond 1M a day (11.6 a second)",
	 PLAIN "[demand]\nrequests_per_day = 1M\n[infra.serving]\nmanaged_price = 10\n"},
	{"managed-traffic",
	 PLAIN "[demand]\nrequests_per_day = 900k\ngrowth = 2%\n[infra.serving]\nmanaged_price = 10\n", 5,
	 SEVERITY_WARNING, "for 1.014M requests a day (11.7 a second) from month 7 on",
	 PLAIN "[demand]\nrequests_per_day = 1.2M\n[infra.serving]\nself_hosted_price = 10\n"
	       "[infra.x]\nmanaged_price = 1\n[guidance]\nmanaged_requests_per_day = 2M\n"},
	{"managed-traffic",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 2M\n[infra.api]\nmanaged_price = 10/million requests\n"
	 "self_hosted_price = 1\n",
	 5, SEVERITY_NOTE, "option 'rent' has managed serving",
	 HEAD "[option.a]\nhosting = self-hosted\n" EARNS
	      "[demand]\nrequests_per_day = 2M\n[infra.serving]\nmanaged_price = 10\n"},
	{"self-hosted-traffic",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 5M\n[infra.serving]\nmanaged_price = 10\n",
	 8, SEVERITY_WARNING,
	 "option 'own' self-hosts everything for 5M requests a day at most (57.9 a second); that is advised "
	 "from 100M a day on (1 157 a second)",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 100M\n[infra.serving]\nmanaged_price = 10\n"},
	{"self-hosted-traffic",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 80M\ngrowth = -1%\n[infra.serving]\nmanaged_price = 10\n",
	 8, SEVERITY_WARNING, "80M requests a day at most",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.serving]\nmanaged_price = 10\n"},
	{"small-team",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.serving]\nmanaged_price = 10\n[team.x]\nfte = 4.5\nsalary = 10k\n",
	 8, SEVERITY_WARNING,
	 "option 'own' self-hosts everything with 4.5 people; with fewer than 5 managed hosting is advised",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.serving]\nmanaged_price = 10\n[team.x]\nfte = 5\nsalary = 10k\n"},
	{"small-team",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 8640\ngrowth = 10%\n[infra.serving]\nmanaged_price = 10\n"
	 "[team.x]\nfte = 1\nelasticity = 0.5\nsalary = 1k\n[team.gone]\nfte = 5\nsalary = 1k\nuntil = 12\n",
	 8, SEVERITY_WARNING, "with 2.99 people",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.serving]\nmanaged_price = 10\n[demand]\nrequests_per_day = 864k\n"
	 "[team.x]\nfte = 1\nsalary = 1k\ncapacity = 2\n"},
	{"training-hosting", HEAD TWO_OPTIONS WATCHED EARNS "[infra.training]\nmanaged_price = 10\n", 8,
	 SEVERITY_WARNING, "option 'own' self-hosts 'training'; managed services are advised",
	 HEAD TWO_OPTIONS "hosting.training = managed\n" WATCHED EARNS
			  "[infra.training]\nmanaged_price = 10\n"},
	{"training-hosting",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.gpu]\ncomponent = train\nmanaged_price = 10\n", 8,
	 SEVERITY_WARNING, "self-hosts 'train'",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 200M\n[infra.training]\nmanaged_price = 10\n"},
	{"kubernetes-early",
	 PLAIN "[demand]\nrequests_per_day = 20k\n[infra.cluster]\nunit = EKS nodes\nprice = 1\n", 16,
	 SEVERITY_WARNING,
	 "option 'a' runs Kubernetes for 20 000 requests a day at its launch; the advice is not before real "
	 "traffic, 1M a day",
	 PLAIN "[demand]\nrequests_per_day = 2M\n[infra.cluster]\nunit = EKS nodes\nprice = 1\n"},
	{"kubernetes-early",
	 HEAD "[option.k8s]\ntime_to_market = 1\n" WATCHED EARNS "[demand]\nrequests_per_day = 20k\n", 5,
	 SEVERITY_WARNING, "option 'k8s' runs Kubernetes",
	 PLAIN "[demand]\nrequests_per_day = 20k\n[infra.cluster]\nunit = meeks\nprice = 1\n"},

	/* --- advice: people, monitoring, alerts, payback --- */
	{"scientists",
	 PLAIN "[team.data-scientist]\nfte = 4\nsalary = 1k\n[team.ml]\nlabel = ML engineer\nfte = 1\nsalary "
	       "= 1k\n",
	 5, SEVERITY_WARNING,
	 "option 'a' has data scientists and engineers in a ratio of 4 to 1 in month 2; the advice is at most "
	 "3 to 1",
	 PLAIN "[team.data-scientist]\nfte = 3\nsalary = 1k\n[team.ml]\nlabel = ML engineer\nfte = 1\nsalary "
	       "= 1k\n"},
	{"scientists", PLAIN "[team.scientist]\nsalary = 1k\n[team.engineer]\nsalary = 1k\nuntil = 9\n", 5,
	 SEVERITY_WARNING, "in a ratio of 1 to 0 in month 10", PLAIN "[team.scientist]\nsalary = 1k\nenabled = no\n"},
	{"monitoring-first", HEAD ONE_OPTION EARNS, 5, SEVERITY_WARNING,
	 "nothing monitors option 'a' when it launches, after 1 month;", PLAIN},
	{"monitoring-first", HEAD ONE_OPTION EARNS "[monitoring.late]\nprice = 1\nfrom = launch+1\n", 5,
	 SEVERITY_WARNING, "nothing monitors option 'a'",
	 HEAD ONE_OPTION EARNS "[monitoring.in-time]\nprice = 1\nfrom = launch+0.5\n"},
	{"incident-uncovered", PLAIN SELLS DRIFTS, 18, SEVERITY_WARNING,
	 "nothing covers incident 'drift', which costs 95 833 EUR over the plan under option 'a'",
	 PLAIN SELLS DRIFTS "[monitoring.checks]\nprice = 1\ncovers = drift\ncuts = 50%\n"},
	{"incident-uncovered",
	 PLAIN SELLS DRIFTS "[monitoring.checks]\nprice = 1\ncovers = drift\ncuts = 0%\n", 18,
	 SEVERITY_WARNING, "nothing covers incident 'drift'", PLAIN SELLS DRIFTS "enabled = no\n"},
	{"covered-late",
	 PLAIN SELLS DRIFTS "[monitoring.checks]\nprice = 1\ncovers = drift\ncuts = 50%\nfrom = launch+6\n",
	 18, SEVERITY_WARNING,
	 "incident 'drift' is covered only after 7 months; option 'a' launches after 1 month",
	 PLAIN SELLS DRIFTS "[monitoring.checks]\nprice = 1\ncovers = drift\ncuts = 50%\nfrom = "
			    "launch+6\n[monitoring.old]\nprice = 1\ncovers = drift\ncuts = 1%\n"},
	{"incident-unalerted",
	 PLAIN SELLS DRIFTS "[alert.down]\nlevel = critical\n[alert.trend]\nlevel = info\nincident = drift\n",
	 18, SEVERITY_NOTE, "no critical alert or warning would catch incident 'drift'",
	 PLAIN SELLS DRIFTS "[alert.down]\nlevel = warning\nincident = drift\n"},
	{"alert-count",
	 PLAIN "[guidance]\nalerts = 2\n[alert.a]\nlevel = critical\n[alert.b]\nlevel = "
	       "warning\n[alert.c]\nlevel = info\n[alert.d]\nlevel = warning\n",
	 22, SEVERITY_WARNING,
	 "3 alerts notify someone (1 critical, 2 warnings), 1 more than the 2 advised",
	 PLAIN "[guidance]\nalerts = 2\n[alert.a]\nlevel = critical\n[alert.b]\nlevel = "
	       "warning\n[alert.c]\nlevel = info\n"},
	{"alert-threshold",
	 PLAIN "[alert.drift]\nlevel = warning\nexpr = max(feature_ks{job='a > b'}) > 0.2\n", 16,
	 SEVERITY_WARNING, "alert 'drift' fires above 0.2 (a drift score); the advice is 0.15",
	 PLAIN "[alert.drift]\nlevel = warning\nexpr = max(feature_ks{job='a > b'}) > 0.15\n"},
	{"alert-threshold",
	 PLAIN "[guidance]\np95_latency = 200\n[alert.slow]\nlevel = critical\nexpr = "
	       "histogram_quantile(0.95, latency_seconds) > 0.25\n",
	 18, SEVERITY_WARNING, "alert 'slow' fires above 250 (a p95 latency in ms); the advice is 200",
	 PLAIN "[guidance]\np95_latency = 200\n[alert.slow]\nlevel = critical\nexpr = "
	       "histogram_quantile(0.95, latency_milliseconds) > 200\n"},
	{"alert-threshold",
	 PLAIN "[alert.stale]\nlevel = critical\nexpr = time() - max(loaded_timestamp_seconds) >= 21600\n",
	 16, SEVERITY_WARNING, "alert 'stale' fires above 6 (an age of data in hours); the advice is 4",
	 PLAIN "[alert.stale]\nlevel = info\nexpr = time() - max(loaded) > 21600\n"},
	{"business-metric", HEAD ONE_OPTION WATCHED "[benefit.gain]\nannual_value = 240k\n", 9, SEVERITY_NOTE,
	 "benefit 'gain' names no business metric", PLAIN},
	{"payback", PLAIN "[other.build]\nprice = 190k once\nfrom = start\n", 5, SEVERITY_WARNING,
	 "option 'a' pays back after 21.2 months; successful projects do within 18, neutral ones within 24",
	 PLAIN "[other.build]\nprice = 100k once\nfrom = start\n"},
	{"payback",
	 PLAIN "[other.build]\nprice = 190k once\nfrom = start\n[guidance]\nneutral_payback = 20\n", 5,
	 SEVERITY_WARNING, "after 21.2 months; successful projects do within 18, even neutral ones within 20",
	 PLAIN "[other.build]\nprice = 190k once\nfrom = start\n[guidance]\npayback = 22\n"},
	{"payback", PLAIN "[other.build]\nprice = 300k once\nfrom = start\n", 5, SEVERITY_WARNING,
	 "option 'a' does not pay back within 24 months: 82 300 EUR short", PLAIN},

	/* --- advice: tiers --- */
	{"tier-budget", PLAIN "[infra.all]\nprice = 1.2k\n[tier.small]\ninfra = 1k\n", 17, SEVERITY_WARNING,
	 "option 'a' spends 1 200 EUR in month 2 on infrastructure, tier 'small' has 1 000 EUR: 200 EUR more "
	 "(20%)",
	 PLAIN "[infra.all]\nprice = 1.1k\n[tier.small]\ninfra = 1k\ntools = 100\n"},
	{"tier-budget", PLAIN "[other.ci]\nprice = 100\n[tier.small]\ntools = 100\n", 17, SEVERITY_WARNING,
	 "spends 200 EUR in month 2 on tools",
	 PLAIN "[other.ci]\nprice = 1M once\n[tier.small]\ntools = 100\n"},
	{"tier-budget", PLAIN "[fx]\nUSD = 0.5\n[team.x]\nsalary = 12k\n[tier.small]\nsalaries = 1k USD\n",
	 19, SEVERITY_WARNING, "spends 1 000 EUR in month 2 on salaries, tier 'small' has 500 EUR",
	 PLAIN "[team.x]\nsalary = 12k\n[tier.small]\nsalaries = 1k\ntotal = 1000\n"},
	{"tier-budget",
	 PLAIN "[infra.all]\nprice = 1k\nelasticity = 1\n[demand]\nusers = 100\ngrowth = "
	       "10%\n[tier.small]\nusers_max = 200\ntotal = 1k\n"
	       "[tier.big]\ntotal = 2k\n",
	 24, SEVERITY_WARNING,
	 "spends 9 054 EUR in month 24 in all, tier 'big' has 2 000 EUR: 7 054 EUR more (353%)",
	 PLAIN "[infra.all]\nprice = 1k\nelasticity = 1\n[demand]\nusers = 100\ngrowth = "
	       "10%\n[tier.small]\nusers_max = 200\ntotal = 1.2k\n[tier.big]\ntotal = 9k\n"},
	{"tier-people", PLAIN "[team.x]\nfte = 2\nsalary = 12k\n[tier.small]\npeople_min = 3\n", 18,
	 SEVERITY_WARNING, "option 'a' has 2 people in month 24, tier 'small' needs at least 3: 1 fewer",
	 PLAIN "[team.x]\nfte = 2\nsalary = 12k\n[tier.small]\npeople_min = 2\npeople_max = 2\n"},
	{"tier-people",
	 PLAIN "[team.x]\nfte = 2\nsalary = 12k\n[tier.small]\npeople_min = 1\npeople_max = 1.5\n", 19,
	 SEVERITY_WARNING, "option 'a' has 2 people in month 24, tier 'small' allows at most 1.5: 0.5 more",
	 PLAIN "[team.x]\nfte = 2\nsalary = 12k\n[tier.a]\nusers_max = 9\npeople_max = "
	       "1\n[tier.b]\npeople_max = 1\n"},
	{"tier-users",
	 PLAIN
	 "[demand]\nusers = 100k\ngrowth = 1%\n[tier.small]\nusers_max = 100k\n[tier.tiny]\nusers_max = 1\n",
	 17, SEVERITY_WARNING, "the plan reaches 125 716 users, tier 'small' serves 100 000: 25 716 more",
	 PLAIN "[demand]\nusers = 100k\n[tier.small]\nusers_max = 100k\n"},
	{"tier-total", PLAIN "[tier.small]\ninfra = 2500\ntools = 800\nsalaries = 15k\ntotal = 15k\n", 18,
	 SEVERITY_WARNING,
	 "the total of tier 'small', 15 000 EUR, is less than its parts: infrastructure 2 500, tools 800, "
	 "salaries 15 000 are 18 300 EUR: it counts salaries alone",
	 PLAIN "[tier.small]\ninfra = 2500\ntools = 800\nsalaries = 15k\ntotal = 18.3k\n"},
	{"tier-total", PLAIN "[tier.small]\ninfra = 2500\ntools = 800\nsalaries = 15k\ntotal = 15.8k\n", 18,
	 SEVERITY_WARNING, "it counts salaries and tools", PLAIN "[tier.small]\ninfra = 2500\ntotal = 15k\n"},
	{"tier-total",
	 PLAIN "[demand]\nusers = 10\n[tier.small]\nusers_max = 20\ninfra = 2\nsalaries = 10\ntotal = "
	       "10\n[tier.big]\ninfra = 25\ntotal = 80\n",
	 23, SEVERITY_WARNING,
	 "the totals of tiers 'small' and 'big' cannot be compared: one counts salaries alone, the other has "
	 "room for more",
	 PLAIN "[demand]\nusers = 10\n[tier.small]\nusers_max = 20\ninfra = 2\nsalaries = 10\ntotal = "
	       "12\n[tier.big]\ninfra = 25\ntotal = 80\n"},
	{"tier-total", PLAIN "[team.x]\nsalary = 180k\n[infra.all]\nprice = 3k\n[tier.small]\ntotal = 15k\n",
	 19, SEVERITY_WARNING,
	 "seems to count salaries alone: those of option 'a' are 15 000 EUR, all it spends is 18 100 EUR",
	 PLAIN "[team.x]\nsalary = 180k\n[tier.small]\ntotal = 15k\n"},

	/* --- consistency: prices --- */
	{"list-price",
	 PLAIN "[fx]\nUSD = 0.87\ndate = 2025-06-13\n[infra.serving]\nunit = c5.2xlarge\nquantity = "
	       "12\nself_hosted_price = 300 USD/month\nprice = 0.34 USD/hour\n",
	 20, SEVERITY_WARNING,
	 "item 'serving' pays 300 USD a month for c5.2xlarge, 0.411 an hour; the list price is 0.34 "
	 "(us-east-1, on demand, checked 2025-06): 248 a month, 2 978 for 12 instead of 3 600; a more expensive region "
	 "explains it",
	 PLAIN "[fx]\nUSD = 0.87\n[infra.serving]\nunit = c5.2xlarge\nquantity = 12\nprice = 250 "
	       "USD/month\nprice.a = 0.296 /hour\n"},
	{"list-price",
	 "[plan]\ncurrency = USD\n" ONE_OPTION
	 "[infra.gpu]\nlabel = \"GPU training (p3.8xlarge), 40 h a month\"\nprice = 4200\n",
	 7, SEVERITY_WARNING,
	 "item 'gpu' pays 4 200 USD a month for 40 hours of p3.8xlarge, 105 an hour; the list price is 12.24 "
	 "(us-east-1, on demand, checked 2026-01-21): 490 a month, or 343 hours for the money; no region explains it",
	 "[plan]\ncurrency = USD\n" ONE_OPTION
	 "[infra.gpu]\nlabel = \"GPU training (p3.8xlarge), 343 hours/month\"\nprice = 4200\n"},
	{"list-price",
	 "[plan]\ncurrency = USD\n" ONE_OPTION
	 "[infra.data]\nsource = \"Data storage (S3, 500TB)\"\nprice = 14.4k/year\n",
	 7, SEVERITY_WARNING,
	 "item 'data' pays 1 200 USD a month for 500 TB of S3; at the list price of 0.023 a GB (us-east-1, "
	 "on demand, checked 2025-06) that is 11 500, or 52.2 TB for the money; no discount explains it",
	 "[plan]\ncurrency = USD\n" ONE_OPTION
	 "[infra.data]\nsource = \"Data storage (S3, 50 TB)\"\nprice = 1200\n"},
	{"list-price", "[plan]\ncurrency = USD\n" ONE_OPTION "[infra.m]\nunit = m5.xlarge\nprice = 2 / day\n",
	 7, SEVERITY_WARNING, "a reserved or spot price explains it",
	 "[plan]\ncurrency = USD\n" ONE_OPTION
	 "[infra.m]\nunit = ml.m5.xlarge\nprice = 2 / day\n[infra.n]\nunit = m5.xlarge2\nprice = "
	 "1\n[infra.o]\nunit = m5.xlarge\nprice = 7/million requests\n[demand]\nrequests_per_day = 1\n"},
	{"list-price",
	 "[plan]\ncurrency = USD\n" ONE_OPTION
	 "[infra.m]\nunit = m5.xlarge\nmanaged_price = 140\nmanaged_price.a = 280\n",
	 8, SEVERITY_WARNING, "no region explains it",
	 PLAIN "[infra.m]\nunit = m5.xlarge\nmanaged_price = 280\n"},
	{"currencies", PLAIN "[fx]\nUSD = 0.9\n[infra.x]\nprice = 100 USD\n", 15, SEVERITY_WARNING,
	 "amounts in USD are converted to EUR at a rate of 0.9 without a date: if it were 10% higher, npv of "
	 "option 'a' would change by -207 EUR",
	 PLAIN "[fx]\nUSD = 0.9\n[infra.x]\nprice = 100\n"},
	{"currencies",
	 "[plan]\nstart = 2025-06\n" ONE_OPTION
	 "[fx]\nUSD = 0.9\ndate = 2025-05-31\n[infra.x]\nprice = 100 USD\n",
	 6, SEVERITY_NOTE, "amounts in USD are converted to EUR at 0.9, the rate of 2025-05-31",
	 "[plan]\nstart = 2025-06\n" ONE_OPTION
	 "[fx]\nUSD = 0.9\ndate = 2025-05-31\n[infra.x]\nprice = 100 EUR\n"},
	{"currencies",
	 "[plan]\nstart = 2025-06\n" ONE_OPTION
	 "[fx]\nUSD = 0.9\ndate = 2024-05-31\n[infra.x]\nprice = 100 USD\n",
	 6, SEVERITY_WARNING, "at the rate of 2024-05-31, 13 months from the start of the plan", PLAIN},
	/* 12.1 k are 11 k in year 1 and 10 k in year 2 */
	{"once-next-year", BY_WHOLE_YEARS ONE_OPTION WATCHED EARNS "[other.audit]\nprice = 12.1k once\nfrom = 12\n", 18,
	 SEVERITY_NOTE,
	 "item 'audit' is paid once at the start of month 13 (2027-02): convention yearly counts it in year 2; "
	 "paid a month earlier it would count in year 1, and npv of option 'a' would change by -1 000 EUR",
	 BY_WHOLE_YEARS ONE_OPTION WATCHED EARNS "[other.audit]\nprice = 12.1k once\nfrom = 11\n"},
	{"once-next-year",
	 BY_WHOLE_YEARS "[option.a]\ntime_to_market = 23.5\n" WATCHED EARNS
			"[infra.rack]\nprice = 12.1k once\nfrom = launch+0.5\nprice.a = 13.31k once\n[option.b]\n",
	 18, SEVERITY_NOTE, "month 25 (2028-02): convention yearly counts it in year 3; paid a month earlier "
	                    "it would count in year 2, and npv of option 'a' would change by -1 000 EUR",
	 BY_WHOLE_YEARS ONE_OPTION WATCHED EARNS "[other.now]\nprice = 1k once\nfrom = start\n"
						 "[other.late]\nprice = 1k once\nfrom = 36\n[other.off]\nprice = 1k once\n"
						 "from = 12\nenabled = no\n[other.none]\nprice = 0 once\nfrom = 12\n"
						 "[other.runs]\nprice = 1k\nfrom = 12\n"},
	{"once-next-year", BY_WHOLE_YEARS ONE_OPTION WATCHED EARNS "[team.x]\nsalary = 1k once\nfrom = 24.9\n", 18,
	 SEVERITY_NOTE, "counts it in year 3;", PLAIN "[other.audit]\nprice = 12.1k once\nfrom = 12\n"},
	{"on-cost", "[plan]\nhorizon = 12\n" ONE_OPTION "[team.x]\nsalary = 100k\n", 1, SEVERITY_NOTE,
	 "on_cost is not stated: each 10% of employer's charges that the salaries do not include costs option "
	 "'a' 10 000 EUR more",
	 "[plan]\nhorizon = 12\non_cost = 0%\n" ONE_OPTION "[team.x]\nsalary = 100k\n"},
	{"on-cost", "[plan]\nhorizon = 12\n" ONE_OPTION "[team.x]\nsalary = 10\n", 1, SEVERITY_NOTE, "costs option 'a' 1 EUR more",
	 "[plan]\nhorizon = 12\n" ONE_OPTION "[other.x]\nprice = 10\n"}, /* no salaries, nothing to charge */

	/* --- consistency: payback, benefit, incidents --- */
	{"day-one",
	 HEAD "[option.a]\n" WATCHED "[team.x]\nsalary = 120k\n[benefit.gain]\nannual_value = 240k\n", 5,
	 SEVERITY_WARNING,
	 "option 'a' earns in full from the first day, without time_to_market or ramp, and pays back at "
	 "once, never below zero; launched after 4 months with a ramp of 3.5 months: after 11.6 months",
	 HEAD "[option.a]\n" WATCHED
	      "[team.x]\nsalary = 120k\n[benefit.gain]\nannual_value = 240k\nramp = 1\n"},
	{"day-one",
	 HEAD "[option.a]\n[option.b]\n" WATCHED
	      "[benefit.gain]\nannual_value = 240k\nannual_value.b = 12k\n[team.x]\nsalary = 120k\n",
	 6, SEVERITY_NOTE,
	 "and pays back not within 24 months; launched after 4 months with a ramp of 3.5 months: not within 24 months",
	 PLAIN},
	{"payback-rests",
	 HEAD "[option.a]\ntime_to_market = 4\n" WATCHED
	      "[team.x]\nsalary = 120k\n[benefit.gain]\nannual_value = 240k\nramp = 3.5\n",
	 5, SEVERITY_NOTE,
	 "option 'a' pays back after 11.6 months, launched after 4 months with a ramp of 3.5 months; without the ramp: after "
	 "8.0 months; without either: at once, never below zero",
	 HEAD "[option.a]\n" WATCHED "[team.x]\nsalary = 120k\n[benefit.gain]\nannual_value = 240k\n"},
	{"margin", HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 100%\n[team.x]\nsalary = 1.095M\n",
	 11, SEVERITY_WARNING,
	 "benefit 'gain' counts revenue as profit, at a margin of 100%: in the last month option 'a' breaks "
	 "even at a margin of 30%, over the plan at 32.8%",
	 HEAD ONE_OPTION WATCHED SELLS LIFTS
	 "influenced_share = 100%\nmargin = 99%\n[team.x]\nsalary = 1.095M\n"},
	{"margin",
	 HEAD ONE_OPTION WATCHED "[benefit.gain]\nannual_value = 120k\n[benefit.other]\nannual_value = "
				 "12k\nmargin = 50%\n[team.x]\nsalary = 35.3k\n",
	 9, SEVERITY_NOTE,
	 "benefit 'gain' is counted in full, at a margin of 100% that is not stated: if it is revenue, "
	 "option 'a' breaks even at a margin of 25.4% in the last month",
	 HEAD ONE_OPTION WATCHED "[benefit.gain]\nannual_value = 120k\nmargin = 100%\n"},
	{"implied-base",
	 HEAD ONE_OPTION WATCHED "[business]\nannual_revenue = 129.27M\n[benefit.ctr]\nmetric = \"+18 % "
				 "click-through rate\"\nmargin = 100%\nramp = 3\nannual_value = 2.3M\n",
	 15, SEVERITY_NOTE,
	 "benefit 'ctr': 18% for 2.3M EUR a year imply 12.78M EUR that the model influences, 9.88% of the "
	 "annual revenue of 129.3M EUR",
	 HEAD ONE_OPTION WATCHED "[business]\nannual_revenue = 129.27M\n[benefit.ctr]\nmetric = "
				 "click-through rate\nmargin = 100%\nannual_value = 2.3M\n"},
	{"implied-base",
	 HEAD ONE_OPTION WATCHED "[business]\nannual_revenue = 10M\n[benefit.ctr]\nlabel = \"18% more "
				 "clicks\"\nannual_value = 2.3M\n",
	 13, SEVERITY_WARNING, "128% of the annual revenue of 10M EUR",
	 HEAD ONE_OPTION WATCHED "[benefit.ctr]\nlabel = \"18% more clicks\"\nannual_value = 2.3M\n"},
	{"influenced-share", HEAD ONE_OPTION WATCHED SELLS LIFTS, 14, SEVERITY_WARNING,
	 "benefit 'gain' lifts all of 36.5M EUR a year by 10%, 3.65M EUR; influenced_share does not say",
	 HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 100%\n"},
	{"incident-base", HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 20%\n" DRIFTS, 18,
	 SEVERITY_WARNING,
	 "incident 'drift' takes 10% of 36.5M EUR a year, the model influences 7.3M EUR of it (20%): with "
	 "exposed at that, one of 5 days loses 10 000 EUR and not 50 000 EUR",
	 HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 20%\n" DRIFTS "exposed = 20%\n"},
	{"incident-base",
	 HEAD ONE_OPTION WATCHED SELLS DRIFTS
	 "[benefit.ctr]\nlabel = \"18% more clicks\"\nannual_value = 18k\n",
	 13, SEVERITY_WARNING, "the model influences 100 000 EUR of it",
	 HEAD ONE_OPTION WATCHED SELLS DRIFTS
	 "of = benefit\n[benefit.ctr]\nlabel = \"18% more clicks\"\nannual_value = 18k\n"},
	{"incident-day", HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 5%\n" DRIFTS, 18,
	 SEVERITY_WARNING,
	 "one day of incident 'drift' costs 10 000 EUR, 20 days of the benefit (500 EUR a day)",
	 HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 100%\n" DRIFTS},
	{"incident-margin", HEAD ONE_OPTION WATCHED SELLS LIFTS "margin = 60%\n" DRIFTS, 18, SEVERITY_WARNING,
	 "revenue that incident 'drift' loses is counted at a margin of 100%, revenue that benefit 'gain' "
	 "gains at 60%",
	 HEAD ONE_OPTION WATCHED SELLS LIFTS "margin = 60%\n" DRIFTS "margin = 60%\n"},

	/* --- consistency: managed and self-hosted --- */
	{"hosting-discount",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.x]\nmanaged_price = 1000\n[hosting]\nself_hosted_discount = 40%\n",
	 21, SEVERITY_NOTE,
	 "prices derived from a self_hosted_discount of 40% make managed hosting 66.7% more expensive than "
	 "self-hosted; if managed were 40% more expensive, the discount would be 28.6% and npv of option 'own' "
	 "would change by -2 629 EUR",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.x]\nmanaged_price = 1000\nself_hosted_price = 600\n"},
	{"hosting-asymmetry",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.x]\nmanaged_price = 1400\nself_hosted_price = 1k/month\n", 19,
	 SEVERITY_WARNING,
	 "item 'x' is 40% more expensive managed, a discount of 28.6% the other way, not the 40% of "
	 "self_hosted_discount; with that discount managed would be 1 667 EUR",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.x]\nmanaged_price = 1667\nself_hosted_price = 1k/month\n"},
	{"self-hosting-pays",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.x]\nmanaged_price = 25k\n[team.ops]\nfte = 0\nfte.own = 1\nsalary = 200k\n",
	 8, SEVERITY_NOTE,
	 "option 'own' spends 200 000 EUR a year more on its team than 'rent' and saves 120 000 EUR a year on "
	 "hosting: at 40% off it takes 500 000 EUR a year of managed hosting for that to pay, and it is 301 "
	 "200 EUR",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.x]\nmanaged_price = 42k\n[team.ops]\nfte = 0\nfte.own = 1\nsalary = 200k\n"},
	{"hosting-tie",
	 HEAD TWO_OPTIONS WATCHED EARNS "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = "
					"8/million requests\nself_hosted_price = 730\n",
	 21, SEVERITY_NOTE,
	 "options 'rent' and 'own' tie by npv at a managed price of 2 EUR/million requests for 'serving', "
	 "which is 8 now: above it 'own' is better, below it 'rent'",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = 8\nself_hosted_price = 730\n"},
	{"hosting-tie",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 12M\n[fx]\nUSD = 0.5\n[infra.serving]\nmanaged_price = 8 USD/million "
	 "requests\nself_hosted_price = 730\n",
	 23, SEVERITY_NOTE, "tie by npv at a managed price of 4 USD/million requests",
	 HEAD "[option.rent]\n" WATCHED EARNS
	      "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = 8/million requests\n"},
	{"hosting-tie",
	 HEAD TWO_OPTIONS WATCHED EARNS "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = "
					"8/million requests\nself_hosted_price = 0\n"
					"[team.x]\nsalary = 12k\nfte = 1\nfte.own = 0\n",
	 21, SEVERITY_NOTE,
	 "option 'own' has a better npv than 'rent' at any managed price of 'serving': by 24 000 EUR even at "
	 "0; it is 8 EUR/million requests now",
	 PLAIN},
	{"flat-price",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = 365\nself_hosted_price = 730\n",
	 20, SEVERITY_WARNING,
	 "option 'rent' runs 'serving' managed at a flat 365 EUR a month for 12M requests a day, 1 EUR/million "
	 "requests; priced per request, it would tie with 'own' at 2 EUR/million requests",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 1M\n[infra.serving]\nmanaged_price = 365\nself_hosted_price = 730\n"},
	{"flat-price",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = 365\nself_hosted_price = 0\n"
	 "[team.x]\nsalary = 12k\nfte = 1\nfte.own = 0\n",
	 20, SEVERITY_NOTE, "priced per request, 'own' would be better at any price",
	 HEAD TWO_OPTIONS WATCHED EARNS "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = "
					"3/million requests\nself_hosted_price = 730\n"},

	/* --- consistency: demand --- */
	{"demand-rates",
	 PLAIN "[demand]\nrequests_per_day = 1440M\npeak_factor = 3\n[infra.x]\nnote = \"for 50 K requests a "
	       "second\"\nprice = 1\n",
	 18, SEVERITY_NOTE,
	 "50 000 requests a second are the peak of the plan: sustained they would be 4.32G a day, "
	 "requests_per_day is 1.44G (16 667 a second)",
	 PLAIN
	 "[demand]\nrequests_per_day = 4320M\n[infra.x]\nnote = \"for 50 K requests a second\"\nprice = 1\n"},
	{"demand-rates",
	 "[plan]\nnote = 50 000 req/s\n" ONE_OPTION "[demand]\nrequests_per_day = 864M\npeak_factor = 2\n", 2,
	 SEVERITY_WARNING,
	 "50 000 requests a second are 4.32G a day, requests_per_day is 864M (10 000 a second, 20 000 at the "
	 "peak): a peak_factor of 5 would make them the peak",
	 "[plan]\nnote = 50 000 req/s\n" ONE_OPTION "[demand]\nusers = 3\n"},
	{"peak-factor", PLAIN "[demand]\nrequests_per_day = 864k\n[infra.fleet]\nprice = 1\ncapacity = 5\n",
	 14, SEVERITY_WARNING,
	 "peak_factor is not stated: the units of 'fleet' are counted for the mean of the day, 10 requests a "
	 "second",
	 PLAIN
	 "[demand]\nrequests_per_day = 864k\npeak_factor = 1\n[infra.fleet]\nprice = 1\ncapacity = 5\n"},
	{"requests-per-user", PLAIN "[demand]\nusers = 50\nrequests_per_day = 720k\n", 16, SEVERITY_WARNING,
	 "720 000 requests a day from 50 users are 14 400 per user and day; between 0.01 and 1 000 is usual",
	 PLAIN "[demand]\nusers = 50k\nrequests_per_day = 720k\n"},
	{"requests-per-user", PLAIN "[demand]\nusers = 50M\nrequests_per_day = 100k\n", 16, SEVERITY_WARNING,
	 "are 0.002 per user and day", PLAIN "[demand]\nrequests_per_day = 100k\n"},

	/* --- where a rule might stop one short, or look at the wrong one --- */
	{"managed-traffic",
	 HEAD "[option.a]\n" EARNS "[demand]\nrequests_per_day = 2M\n[infra.serving]\nmanaged_price = 10\n",
	 5, SEVERITY_WARNING, "from month 1 on",
	 PLAIN "[demand]\nrequests_per_day = 1M\ngrowth = 0.0001%\n[infra.serving]\nmanaged_price = "
	       "10\n[guidance]\nmanaged_requests_per_day = 1000023.5\n"},
	{"small-team",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 864k\npeak_factor = 2\n[infra.serving]\nmanaged_price = 10\n"
	 "[team.x]\nfte = 1\nsalary = 1k\ncapacity = 8\n",
	 8, SEVERITY_WARNING, "with 3 people;",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.serving]\nmanaged_price = 10\n"},
	{"training-hosting",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.training]\nmanaged_price = 10\n[demand]\nrequests_per_day = 99.9M\n",
	 8, SEVERITY_WARNING, "self-hosts 'training'",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.training]\nmanaged_price = 10\n[demand]\nrequests_per_day = 100M\n"},
	{"covered-late",
	 PLAIN SELLS DRIFTS "[monitoring.checks]\nprice = 1\ncovers = drift\ncuts = 50%\nfrom = launch+0.1\n",
	 18, SEVERITY_WARNING, "is covered only after 1.1 months",
	 PLAIN SELLS DRIFTS
	 "loss.a = 0%\n[monitoring.checks]\nprice = 1\ncovers = drift\ncuts = 50%\nfrom = launch+6\n"},
	/* --- what meets its limit but for rounding: 18.000000000000064 months, 0.7 + 0.1 people, users that grow --- */
	{"payback", HEAD "[option.a]\n" WATCHED EARNS "[other.build]\nprice = 190k once\n", 5, SEVERITY_WARNING,
	 "successful projects do within 18",
	 "[plan]\nhorizon = 60\n[option.a]\n[other.build]\nprice = 18000 once\n[team.ml]\nsalary = 130000\nfte = 2.5\n"
	 "[infra.run]\nprice = 2500\nfrom = start\n[benefit.b]\nannual_value = 734000\nmargin = 50%\nfrom = start\n"},
	{"payback", HEAD "[option.a]\n" WATCHED EARNS "[other.build]\nprice = 190k once\n[guidance]\npayback = 18.1\n", 5, SEVERITY_WARNING,
	 "successful projects do within 18.1",
	 "[plan]\nhorizon = 60\n[option.a]\n[other.build]\nprice = 18100 once\n[team.ml]\nsalary = 130000\nfte = 2.5\n"
	 "[infra.run]\nprice = 2500\nfrom = start\n[benefit.b]\nannual_value = 734000\nmargin = 50%\nfrom = start\n"
	 "[guidance]\npayback = 18.1\n"},
	{"small-team",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.serving]\nmanaged_price = 10\n[team.x]\nfte = 0.7\nsalary = 1k\n"
	 "[team.y]\nfte = 0.1\nsalary = 1k\n[guidance]\nmanaged_team = 0.81\n",
	 8, SEVERITY_WARNING, "with 0.8 people; with fewer than 0.81",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.serving]\nmanaged_price = 10\n[team.x]\nfte = 0.7\nsalary = 1k\n"
	 "[team.y]\nfte = 0.1\nsalary = 1k\n[guidance]\nmanaged_team = 0.8\n"},
	{"tier-people", PLAIN "[team.x]\nfte = 1.13\nsalary = 1k\n[tier.small]\npeople_max = 1\n", 18, SEVERITY_WARNING,
	 "allows at most 1",
	 PLAIN "[team.x]\nfte = 0.7\nsalary = 1k\n[team.y]\nfte = 0.2\nsalary = 1k\n[team.z]\nfte = 0.5\nsalary = 1k\n"
	 "[tier.small]\npeople_max = 1.3\n"},
	{"managed-traffic", PLAIN "[demand]\nrequests_per_day = 1M\ngrowth = 10%\n[infra.serving]\nmanaged_price = 10\n", 5, SEVERITY_WARNING,
	 "from month 2 on",
	 HEAD "[option.a]\n" WATCHED EARNS "[demand]\nrequests_per_day = 1.21M\ngrowth = -50%\n[infra.serving]\nmanaged_price = 10\n"
	 "[guidance]\nmanaged_requests_per_day = 1.21M\n"},
	{"tier-users", PLAIN "[demand]\nusers = 100\ngrowth = 20%\n[tier.small]\nusers_max = 100\n", 17, SEVERITY_WARNING, "tier 'small' serves 100",
	 "[plan]\nhorizon = 3\ndiscount_rate = 0%\n[option.a]\n" WATCHED EARNS
	 "[demand]\nusers = 100\ngrowth = 10%\n[tier.small]\nusers_max = 121\n"},
	{"payback", PLAIN "[other.build]\nprice = 199.9k once\nfrom = start\n[guidance]\npayback = 22.2\n", 5,
	 SEVERITY_WARNING, "pays back after 22.202 months; successful projects do within 22.2",
	 "[plan]\nhorizon = 24\ndiscount_rate = 0%\n[option.a]\n[other.build]\nprice = 18k "
	 "once\n[benefit.gain]\nannual_value = 12k\n"},
	{"tier-budget",
	 HEAD "[option.a]\n" WATCHED EARNS
	      "[infra.all]\nprice = 1.2k\n[tier.small]\ninfra = 1k\nsalaries = 1k\ntotal = 1k\n",
	 16, SEVERITY_WARNING, "spends 1 200 EUR in month 1 on infrastructure",
	 HEAD "[option.a]\n" WATCHED EARNS "[infra.all]\nprice = 1k\n[team.x]\nsalary = "
					   "12k\n[tier.small]\ninfra = 1k\nsalaries = 1k\ntotal = 1k\n"},
	{"tier-people",
	 HEAD "[option.a]\n" WATCHED EARNS
	      "[team.x]\nsalary = 12k\nuntil = 12\n[tier.small]\npeople_min = 1\n",
	 17, SEVERITY_WARNING, "has 0 people in month 24",
	 HEAD "[option.a]\ntime_to_market = 24\n" WATCHED EARNS
	      "[team.x]\nsalary = 12k\n[tier.small]\npeople_min = 3\n"},
	{"list-price",
	 "[plan]\ncurrency = USD\n" ONE_OPTION "[infra.data]\nunit = \"S3, 1000 GB\"\nprice = 46\n", 7,
	 SEVERITY_WARNING,
	 "for 1 000 GB of S3; at the list price of 0.023 a GB (us-east-1, on demand, checked 2025-06) that is 23, or "
	 "2 000 GB for the money; no region explains it",
	 "[plan]\ncurrency = USD\n" ONE_OPTION
	 "[infra.data]\nunit = \"S3, 1 PB\"\nprice = 23k\n[infra.free]\nunit = c5.2xlarge\nprice = 0\n"},
	{"margin", HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 10%\n", 11, SEVERITY_WARNING,
	 "in the last month option 'a' breaks even at a margin of 0.329%, over the plan at 0.344%",
	 HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 10%\nuntil = 12\n"},
	{"influenced-share", HEAD ONE_OPTION WATCHED SELLS LIFTS "enabled = yes\n", 14, SEVERITY_WARNING,
	 "influenced_share does not say", HEAD ONE_OPTION WATCHED SELLS LIFTS "enabled = no\n"},
	{"hosting-discount",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[infra.x]\nmanaged_price = 1000\n[infra.y]\nself_hosted_price = 3000\n",
	 0, SEVERITY_NOTE, "and npv of option 'rent' would change by +18 400 EUR",
	 HEAD TWO_OPTIONS WATCHED EARNS "[infra.x]\nmanaged_price = 0\n"},
	{"self-hosting-pays",
	 HEAD "[option.own]\nhosting = self-hosted\n[option.rent]\ntime_to_market = 1\n" WATCHED EARNS
	      "[infra.x]\nmanaged_price = 1000\n"
	      "[team.ops]\nfte = 0\nfte.own = 1\nsalary = 12k\n",
	 5, SEVERITY_NOTE, "12 000 EUR a year more on its team than 'rent' and saves 4 800 EUR",
	 HEAD "[option.own]\nhosting = self-hosted\ntime_to_market = 24\n[option.rent]\n" WATCHED EARNS
	      "[infra.x]\nmanaged_price = 100\n[team.ops]\nfte = 0\nfte.own = 1\nsalary = 12k\n"},
	{"hosting-tie",
	 HEAD "[option.own]\ntime_to_market = 1\nhosting = self-hosted\n[option.rent]\ntime_to_market = "
	      "1\n" WATCHED EARNS "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = "
				  "1/million requests\nself_hosted_price = 730\n",
	 20, SEVERITY_NOTE,
	 "options 'rent' and 'own' tie by npv at a managed price of 2 EUR/million requests", PLAIN},
	{"flat-price",
	 HEAD
	 "[option.own]\nhosting = self-hosted\n[option.rent]\n[option.slow]\nhosting = "
	 "self-hosted\ntime_to_market = 9\n" WATCHED EARNS
	 "[demand]\nrequests_per_day = 12M\n[infra.serving]\nmanaged_price = 365\nself_hosted_price = 730\n",
	 20, SEVERITY_WARNING, "priced per request, it would tie with 'own' at 2 EUR/million requests",
	 HEAD TWO_OPTIONS WATCHED EARNS
	 "[demand]\nrequests_per_day = 1M\ngrowth = 0.0001%\n"
	 "[guidance]\nmanaged_requests_per_day = 1000023.5\n[infra.serving]\nmanaged_price = "
	 "365\nself_hosted_price = 730\n"},
	{"demand-rates",
	 HEAD ONE_OPTION
	 "[infra.x]\nlabel = Serves 15 rps\nprice = 1\n[demand]\nrequests_per_day = 864k\npeak_factor = 2\n",
	 8, SEVERITY_WARNING,
	 "15 requests a second are 1.296M a day, requests_per_day is 864 000 (10 a second, 20 at the peak): "
	 "a peak_factor of 1.5",
	 HEAD ONE_OPTION
	 "[infra.x]\nlabel = Serves 10.4 rps\nprice = 1\n[infra.y]\nlabel = 15 rps each\nprice = 1\ncapacity "
	 "= 15\n[demand]\nrequests_per_day = 864k\npeak_factor = 2\n"},
	{"peak-factor",
	 PLAIN "[demand]\nrequests_per_day = 864k\ngrowth = 10%\n[infra.fleet]\nprice = 1\ncapacity = "
	       "5\nenabled = yes\n",
	 14, SEVERITY_WARNING, "10 requests a second",
	 PLAIN "[demand]\nrequests_per_day = 864k\n[infra.fleet]\nprice = 1\ncapacity = 5\nenabled = no\n"},
	{"requests-per-user", PLAIN "[demand]\nusers = 1k\nrequests_per_day = 1000001\n", 16,
	 SEVERITY_WARNING, "per user and day", PLAIN "[demand]\nusers = 1k\nrequests_per_day = 1M\n"},
	{"requests-per-user", PLAIN "[demand]\nusers = 1k\nrequests_per_day = 9\n", 16, SEVERITY_WARNING,
	 "per user and day", PLAIN "[demand]\nusers = 1k\nrequests_per_day = 10\n"},
	{"managed-traffic",
	 HEAD "[option.a]\nhosting = self-hosted\nhosting.serving = managed\n[infra.serving]\nmanaged_price "
	      "= 10\n" EARNS "[demand]\nrequests_per_day = 2M\n",
	 5, SEVERITY_WARNING, "has managed serving",
	 HEAD "[option.a]\nhosting.serving = self-hosted\n[infra.serving]\nmanaged_price = 10\n" EARNS
	      "[demand]\nrequests_per_day = 2M\n"},
	{"small-team",
	 HEAD TWO_OPTIONS "hosting.gone = managed\n" WATCHED EARNS
			  "[infra.gone]\nmanaged_price = 10\nenabled = no\n[infra.b]\nself_hosted_price.own "
			  "= 1\nself_hosted_price.rent = 1\n"
			  "[team.x]\nsalary = 10k\n",
	 8, SEVERITY_WARNING, "option 'own' self-hosts everything with 1 people",
	 HEAD TWO_OPTIONS "hosting.b = managed\n" WATCHED EARNS
			  "[infra.b]\nself_hosted_price.own = 1\nself_hosted_price.rent = "
			  "1\n[infra.c]\nprice = 1\nmanaged_price = 1\n[team.x]\nsalary = 10k\n"},
	{"monitoring-first", HEAD "[option.a]\ntime_to_market = 23.5\n" EARNS, 5, SEVERITY_WARNING,
	 "after 23.5 months;", HEAD "[option.a]\ntime_to_market = 24\n" EARNS},
	{"tier-people",
	 HEAD "[option.a]\n" WATCHED EARNS
	      "[team.x]\nfte = 3\nsalary = 12k\nuntil = 12\n[tier.small]\npeople_max = 2\n",
	 18, SEVERITY_WARNING, "has 3 people in month 1",
	 HEAD "[option.a]\n" WATCHED EARNS
	      "[team.x]\nfte = 2.05\nsalary = 12k\n[tier.small]\npeople_min = 2\npeople_max = 2\n"},
	{"tier-total",
	 HEAD "[option.a]\n" WATCHED EARNS
	      "[team.x]\nsalary = 180k\n[infra.all]\nprice = 3k\n[tier.small]\ntotal = 15k\n",
	 18, SEVERITY_WARNING, "seems to count salaries alone",
	 HEAD "[option.a]\n" WATCHED EARNS
	      "[team.x]\nsalary = 180k\n[infra.all]\nprice = 3k\n[tier.small]\ntotal = 18k\n"},
	{"margin",
	 HEAD ONE_OPTION WATCHED "[benefit.gain]\nannual_value = 120k\n[benefit.other]\nannual_value = "
				 "120k\nmargin = 50%\n[team.x]\nsalary = 106.8k\n"
				 "[incidents]\nper_year = 3.65\n[incident.slow]\nshare = 100%\nof = "
				 "benefit\nloss = 100%\nduration = 20\n",
	 9, SEVERITY_NOTE, "breaks even at a margin of 62.5% in the last month", PLAIN},
	{"incident-day", HEAD ONE_OPTION WATCHED SELLS LIFTS "influenced_share = 5%\n" DRIFTS, 18,
	 SEVERITY_WARNING, "20 days of the benefit",
	 HEAD ONE_OPTION WATCHED SELLS LIFTS
	 "influenced_share = 5%\n"
	 "[incidents]\nper_year = 2\n[incident.drift]\nshare = 0%\nloss = 10%\nduration = 5\n"},
	{"hosting-discount",
	 HEAD "[option.own]\nhosting = self-hosted\n[infra.x]\nmanaged_price = 1000\n" EARNS, 0,
	 SEVERITY_NOTE, "change by -2 743 EUR",
	 HEAD "[option.own]\nhosting = self-hosted\n[infra.x]\nmanaged_price = 1000\nenabled = no\n" EARNS},
	{"requests-per-user", PLAIN "[demand]\nusers = 1k\nrequests_per_day = 1\n", 16, SEVERITY_WARNING,
	 "are 0.001 per user and day", PLAIN "[demand]\nusers = 1k\nrequests_per_day = 0\n"},
};

#define CASES (sizeof(cases) / sizeof(cases[0]))

/* The list prices that ship. */
static const struct catalogue *shipped(void)
{
	static struct catalogue catalogue;
	struct bytes file = {0};
	struct diags diags = {0};
	if (catalogue.count > 0)
		return &catalogue;
	assert_int_equal(file_read("profiles/prices.csv", 1 << 20, &file, NULL, &diags), 0);
	assert_int_equal(catalogue_add(&catalogue, "prices.csv", &file, false, &diags), 0);
	bytes_release(&file);
	return &catalogue;
}

static struct findings audited_with(const struct plan *plan, const struct catalogue *catalogue)
{
	struct evaluation evaluation;
	struct findings findings = {0};
	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	assert_int_equal(audit_run(plan, &evaluation, catalogue, &findings), 0);
	evaluation_release(&evaluation);
	return findings;
}

static struct findings audited(const struct plan *plan)
{
	return audited_with(plan, shipped());
}

static void show_findings(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		print_error("    %d: %s: %s: %s\n", findings->at[i].line,
			    findings->at[i].severity == SEVERITY_NOTE ? "note" : "warning",
			    findings->at[i].rule, findings->at[i].message);
}

static bool has(const struct findings *findings, const struct audit_case *wanted)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->at[i];
		if (strcmp(finding->rule, wanted->rule) == 0 && finding->line == wanted->line &&
		    finding->severity == wanted->severity && strstr(finding->message, wanted->said))
			return true;
	}
	return false;
}

static void finds(void **state)
{
	const struct audit_case *wanted = *state;
	struct plan *plan = sample_plan(wanted->loud);
	struct findings findings = audited(plan);
	bool found = has(&findings, wanted);
	if (!found)
		show_findings(&findings);
	findings_release(&findings);
	plan_free(plan);
	if (!found)
		fail_msg("no %s in line %d: %s: %s", wanted->severity == SEVERITY_NOTE ? "note" : "warning",
			 wanted->line, wanted->rule, wanted->said);
}

static void finds_nothing(void **state)
{
	const struct audit_case *unwanted = *state;
	struct plan *plan = sample_plan(unwanted->quiet);
	struct findings findings = audited(plan);
	for (size_t i = 0; i < findings.count; i++) {
		if (strcmp(findings.at[i].rule, unwanted->rule) == 0)
			fail_msg("found: %s: %s", unwanted->rule, findings.at[i].message);
	}
	findings_release(&findings);
	plan_free(plan);
}

/*
 * The loud plan with a hopeless option before its one option: what is said of the best is said all the same.
 */
static void finds_where_the_best_comes_second(void **state)
{
	(void)state;
	static const char before[] = "[option.zero]\ntime_to_market = 23.9\n";
	size_t tried = 0;
	for (size_t i = 0; i < CASES; i++) {
		const char *at = strstr(cases[i].loud, "[option.a]");
		char text[4096];
		struct evaluation evaluation;
		if (!at || strstr(cases[i].loud, "[option.b]") || cases[i].severity == SEVERITY_NOTE)
			continue;
		snprintf(text, sizeof text, "%.*s%s%s", (int)(at - cases[i].loud), cases[i].loud, before, at);
		struct plan *plan = sample_plan(text);
		assert_int_equal(evaluation_new(plan, &evaluation), 0);
		size_t best = evaluation.best;
		evaluation_release(&evaluation);
		struct findings findings = audited(plan);
		struct audit_case moved = cases[i];
		moved.line += moved.line > 4 ? 2 : 0;
		if (best == 1 && !has(&findings, &moved)) {
			show_findings(&findings);
			fail_msg("not found behind another option: %s: %s", moved.rule, moved.said);
		}
		tried += best == 1;
		findings_release(&findings);
		plan_free(plan);
	}
	assert_true(tried >= 30);
}

static void every_rule_has_a_case(void **state)
{
	(void)state;
	size_t count;
	const struct audit_rule *rules = audit_rules(&count);
	for (size_t r = 0; r < count; r++) {
		bool found = false;
		for (size_t c = 0; c < CASES; c++)
			found |= strcmp(cases[c].rule, rules[r].id) == 0;
		if (!found)
			fail_msg("rule '%s' has no case", rules[r].id);
		for (size_t other = 0; other < r; other++)
			assert_string_not_equal(rules[r].id, rules[other].id);
	}
	for (size_t c = 0; c < CASES; c++) {
		bool found = false;
		for (size_t r = 0; r < count; r++)
			found |= strcmp(cases[c].rule, rules[r].id) == 0;
		if (!found)
			fail_msg("case '%s' has no rule", cases[c].rule);
	}
}

/* Notes and warnings alone, in the order of the rules, told as all messages are. */
static void findings_are_well_formed(void **state)
{
	(void)state;
	static const char *const shipped[] = {"recommendation-engine", "mvp", "scale-up", "enterprise",
					      "growth"};
	size_t count;
	const struct audit_rule *rules = audit_rules(&count);
	for (size_t p = 0; p < sizeof shipped / sizeof shipped[0]; p++) {
		char path[64];
		struct diags diags = {0};
		struct plan *plan = NULL;
		snprintf(path, sizeof path, "profiles/%s.ini", shipped[p]);
		assert_int_equal(plan_read(path, &diags, &plan), 0);
		struct findings findings = audited(plan);
		assert_true(findings.count > 0);
		size_t rule = 0;
		for (size_t i = 0; i < findings.count; i++) {
			const struct finding *finding = &findings.at[i];
			size_t size = strlen(finding->message);
			while (rule < count && strcmp(rules[rule].id, finding->rule) != 0)
				rule++;
			assert_true(rule < count);
			assert_true(finding->severity == SEVERITY_NOTE ||
				    finding->severity == SEVERITY_WARNING);
			assert_true(size > 0 && finding->message[size - 1] != '.' &&
				    !strstr(finding->message, "nan") && !strstr(finding->message, "inf "));
			assert_true(finding->line > 0);
		}
		findings_release(&findings);
		plan_free(plan);
		diags_release(&diags);
	}
}

/* Every row of what does not reconcile in the case is said about the plan that ships, with its numbers. */
static void the_case_is_told_all_that_does_not_reconcile(void **state)
{
	(void)state;
	static const char *const said[][2] = {
		{"list-price", "2 978 for 12 instead of 3 600"},
		{"list-price", "490 a month, or 343 hours for the money"},
		{"list-price", "that is 11 500, or 52.2 TB for the money"},
		{"currencies", "amounts in USD are converted to EUR at 0.87, the rate of 2025-06-13"},
		{"payback-rests", "after 8.1 months, launched after 4 months with a ramp of 3.5 months"},
		{"margin", "in the last month option 'hybrid' breaks even at a margin of 32.2%"},
		{"incident-base", "12% of 129.3M EUR a year, the model influences 12.78M EUR of it (9.88%)"},
		{"incident-day", "6.74 days of the benefit"},
		{"hosting-discount",
		 "66.7% more expensive than self-hosted; if managed were 40% more expensive, the discount "
		 "would be 28.6%"},
		{"hosting-tie", "options 'managed' and 'hybrid' tie by npv at a managed price of 0.524 "
				"USD/million requests"},
		{"demand-rates",
		 "50 000 requests a second are the peak of the plan: sustained they would be 4.32G a day"},
		{"managed-traffic", "1.44G requests a day (16 667 a second) from month 4 (2025-09) on; it "
		                    "becomes expensive beyond 1M a day (11.6 a second)"},
	};
	struct diags diags = {0};
	struct plan *plan = NULL;
	assert_int_equal(plan_read("profiles/recommendation-engine.ini", &diags, &plan), 0);
	struct findings findings = audited(plan);
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
		bool found = false;
		for (size_t f = 0; f < findings.count; f++)
			found |= strcmp(findings.at[f].rule, said[i][0]) == 0 &&
				 strstr(findings.at[f].message, said[i][1]);
		if (!found) {
			show_findings(&findings);
			fail_msg("not said: %s: %s", said[i][0], said[i][1]);
		}
	}
	findings_release(&findings);
	plan_free(plan);
	diags_release(&diags);
}

/* Just below the price that is told the one option is the better, just above it the other. */
static void the_tie_is_a_tie(void **state)
{
	(void)state;
	static const char *const texts[] = {
		HEAD TWO_OPTIONS WATCHED EARNS "[demand]\nrequests_per_day = 12M\ngrowth = "
					       "3%\n[infra.serving]\nmanaged_price = 2/million requests\n"
					       "self_hosted_price = 730\ncapacity.own = 100\n[team.ops]\nfte "
					       "= 0\nfte.own = 0.5\nsalary = 10k\n",
		HEAD TWO_OPTIONS WATCHED EARNS "[demand]\nrequests_per_day = 12M\ngrowth = "
					       "3%\n[infra.serving]\nmanaged_price = 9/million requests\n"
					       "self_hosted_price = 730\ncapacity.own = 100\n[team.ops]\nfte "
					       "= 0\nfte.own = 0.5\nsalary = 10k\n",
	};
	double tie[2] = {0};
	for (int i = 0; i < 2; i++) {
		struct plan *plan = sample_plan(texts[i]);
		struct findings findings = audited(plan);
		for (size_t f = 0; f < findings.count; f++) {
			const char *price = strstr(findings.at[f].message, "managed price of ");
			if (strcmp(findings.at[f].rule, "hosting-tie") == 0 && price)
				assert_int_equal(sscanf(price, "managed price of %lf", &tie[i]), 1);
		}
		findings_release(&findings);
		plan_free(plan);
	}
	assert_true(tie[0] > 0);
	assert_near(tie[0], tie[1], 1e-12); /* whatever the price is now */
	char text[64];
	struct plan *plan = sample_plan(texts[0]);
	double npv[2];
	for (int side = 0; side < 2; side++) {
		struct source source;
		struct diags diags = {0};
		struct plan *other = NULL;
		struct evaluation evaluation;
		snprintf(text, sizeof text, "%.17g/million requests", tie[0] * (side ? 1.01 : 0.99));
		assert_int_equal(source_copy(&plan->source, &source), 0);
		assert_int_equal(source_set(&source, "infra.serving", "managed_price", text,
					    (struct place){0}, &diags),
				 0);
		assert_int_equal(plan_from_source(&source, &diags, &other), 0);
		assert_int_equal(evaluation_new(other, &evaluation), 0);
		npv[side] = evaluation.option[0].figure[FIGURE_NPV].value -
			    evaluation.option[1].figure[FIGURE_NPV].value;
		evaluation_release(&evaluation);
		plan_free(other);
		source_release(&source);
		diags_release(&diags);
	}
	assert_true(npv[0] > 0 && npv[1] < 0);
	plan_free(plan);
}

static int audit_in_vain(void *context)
{
	const struct plan *plan = context;
	struct evaluation evaluation;
	struct findings findings = {0};
	if (evaluation_new(plan, &evaluation) != 0)
		return -1;
	int result = audit_run(plan, &evaluation, shipped(), &findings);
	if (result != 0)
		assert_int_equal(findings.count, 0);
	findings_release(&findings);
	evaluation_release(&evaluation);
	return result;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	struct diags diags = {0};
	struct plan *plan = NULL;
	assert_int_equal(plan_read("profiles/recommendation-engine.ini", &diags, &plan), 0);
	fail_each_alloc(audit_in_vain, plan);
	plan_free(plan);
	plan = sample_plan(HEAD "[option.a]\n[benefit.gain]\nannual_value = 240k\n");
	fail_each_alloc(audit_in_vain, plan);
	plan_free(plan);
	diags_release(&diags);
}

static void adds_to_what_was_found(void **state)
{
	(void)state;
	struct plan *plan = sample_plan(HEAD ONE_OPTION EARNS);
	struct evaluation evaluation;
	struct findings findings = {0};
	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	assert_int_equal(audit_run(plan, &evaluation, shipped(), &findings), 0);
	size_t once = findings.count;
	assert_int_equal(audit_run(plan, &evaluation, shipped(), &findings), 0);
	assert_int_equal(findings.count, 2 * once);
	fail_alloc(1);
	assert_int_equal(audit_run(plan, &evaluation, shipped(), &findings), -1);
	fail_alloc(0);
	assert_int_equal(findings.count, 2 * once);
	findings_release(&findings);
	evaluation_release(&evaluation);
	plan_free(plan);
}

/* --- docs/audit.md --- */

static char *page(void)
{
	static char text[64 * 1024];
	FILE *file = fopen("docs/audit.md", "rb");
	assert_non_null(file);
	size_t size = fread(text, 1, sizeof text - 1, file);
	assert_int_equal(fclose(file), 0);
	text[size] = 0;
	return text;
}

/*
 * Each rule has its row, "| `id` | summary |", in the order of the table, and the page has no row of
 * another.
 */
static void the_page_has_every_rule(void **state)
{
	(void)state;
	size_t count, rows = 0;
	const struct audit_rule *rules = audit_rules(&count);
	const char *at = page();
	for (size_t r = 0; r < count; r++) {
		char row[256];
		snprintf(row, sizeof row, "\n| `%s` | %s |", rules[r].id, rules[r].summary);
		const char *found = strstr(at, row);
		if (!found)
			fail_msg("docs/audit.md has no row, or not here:%s", row);
		at = found + 1;
	}
	for (const char *row = page(); (row = strstr(row, "\n| `")); row++)
		rows++;
	assert_int_equal(rows, count);
}

/* What is said of a machine's price in dollars an hour: whether there is a finding, and whether it has these words. */
static void price_is(const char *machine, double price, const char *said)
{
	char text[1024];
	snprintf(text, sizeof text, "%s[infra.x]\nunit = %s\nprice = %.9f/hour\n", HEAD "currency = USD\n" ONE_OPTION WATCHED EARNS,
		 machine, price);
	struct plan *plan = sample_plan(text);
	struct findings findings = audited(plan);
	bool found = false, has_words = false;
	for (size_t i = 0; i < findings.count; i++) {
		if (strcmp(findings.at[i].rule, "list-price") != 0)
			continue;
		found = true;
		has_words |= said && strstr(findings.at[i].message, said);
	}
	if (found != (said != NULL) || has_words != found) {
		show_findings(&findings);
		fail_msg("%s at %g an hour: not '%s'", machine, price, said ? said : "nothing");
	}
	findings_release(&findings);
	plan_free(plan);
}

/* Dollars an hour on demand in us-east-1, from the public list of 2025-06; a tenth more or less is the same price. */
static void machines_have_their_list_price(void **state)
{
	static const struct {
		const char *name;
		double price;
		const char *said;
	} list[] = {
		{"c5.xlarge", 0.17, "the list price is 0.17 ("},      {"c5.2xlarge", 0.34, "the list price is 0.34 ("},
		{"c5.4xlarge", 0.68, "the list price is 0.68 ("},     {"m5.xlarge", 0.192, "the list price is 0.192 ("},
		{"m5.2xlarge", 0.384, "the list price is 0.384 ("},   {"r5.xlarge", 0.252, "the list price is 0.252 ("},
		{"g4dn.xlarge", 0.526, "the list price is 0.526 ("},  {"g5.xlarge", 1.006, "the list price is 1.006 ("},
		{"p3.2xlarge", 3.06, "the list price is 3.06 ("},     {"p3.8xlarge", 12.24, "the list price is 12.24 ("},
		{"p3.16xlarge", 24.48, "the list price is 24.48 ("},
	};
	(void)state;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		price_is(list[i].name, list[i].price, NULL);
		price_is(list[i].name, list[i].price * 1.099, NULL);
		price_is(list[i].name, list[i].price * 0.901, NULL);
		price_is(list[i].name, list[i].price * 1.101, list[i].said);
		price_is(list[i].name, list[i].price * 0.899, list[i].said);
	}
	price_is("c5.xlarge", 0.17 * 1.61, "no region explains it");
	price_is("c5.xlarge", 0.17 * 1.59, "a more expensive region explains it");
	price_is("c5.xlarge", 0.17 * 1.11, "a more expensive region explains it");
	price_is("c5.xlarge", 0.17 * 0.89, "a reserved or spot price explains it");
	price_is("c5.xlarge", 0.17 * 0.29, "a reserved or spot price explains it");
	price_is("c5.xlarge", 0.17 * 0.27, "no discount explains it");
}

/* --- which list price --- */

#define LISTED "provider,item,region,term,unit,price,currency,from,until,source,checked\n"
#define SMALL  "currency = USD\n" ONE_OPTION WATCHED EARNS "[infra.x]\nunit = "

/* A price that changed twice, one of which the end is not known, and one that begins later than all plans here. */
#define CHANGES                                                                                              \
	LISTED "A,box,r,t,hour,1,USD,,2025-06-30,s,2025-01-01\n"                                             \
	       "A,box,r,t,hour,2,USD,2025-07,2025-12,s,2025-08-01\n"                                         \
	       "A,box,r,t,hour,3,USD,2026-01-15,,s,2026-01-15\n"                                             \
	       "A,later,r,t,hour,3,USD,2027-01,,s,2026-01-15\n"                                              \
	       "A,gone,r,t,hour,3,USD,,2024-01,s,2024-01-15\n"
#define PLACES                                                                                               \
	LISTED "A,box,east,on demand,hour,1,USD,,,s,2025-01\n"                                               \
	       "A,box,west,on demand,hour,2,USD,,,s,2025-01\n"                                               \
	       "A,box,west,reserved,hour,1.5,USD,,,s,2025-01\n"                                              \
	       "B,tin,,,hour,1,USD,,,s,2025-01\nC,tin,,,hour,1,USD,,,s,2025-01\n"                            \
	       "B,disk,east,,GB month,0.1,USD,,,s,2025-01\nB,disk,west,,GB month,0.2,USD,,,s,2025-01\n"       \
	       "B,euro,,,hour,1,EUR,,,s,2025-01\nB,free,,,hour,0,USD,,,s,2025-01\nB,gpt,,,million input tokens,1,USD,,,s,2025-01\n"
#define OWN LISTED "Mine,box,south,contract,hour,0.5,USD,,,s,2025-01\nA,box,east,on demand,hour,0.8,USD,,,s,2025-01\n"

struct list_case {
	const char *start; /* "": none */
	const char *item;  /* unit and price */
	const char *listed, *own;
	const char *said; /* part of the finding; NULL: nothing is found */
};

static const struct list_case list_cases[] = {
	/* The price in the month of the start; without one the latest. */
	{"2024-01", "box\nprice = 9/hour\n", CHANGES, NULL, "the list price is 1 (r, t, checked 2025-01-01):"},
	{"2025-06", "box\nprice = 9/hour\n", CHANGES, NULL,
	 "the list price is 1 (r, t, checked 2025-01-01, 5 months before the plan starts):"},
	{"2025-07", "box\nprice = 9/hour\n", CHANGES, NULL, "the list price is 2 (r, t, checked 2025-08-01):"},
	{"2025-09", "box\nprice = 9/hour\n", CHANGES, NULL,
	 "the list price is 2 (r, t, checked 2025-08-01, 1 month before the plan starts):"},
	{"2026-01", "box\nprice = 9/hour\n", CHANGES, NULL, "the list price is 3 (r, t, checked 2026-01-15):"},
	{"", "box\nprice = 9/hour\n", CHANGES, NULL, "the list price is 3 (r, t, checked 2026-01-15):"},
	{"2025-06", "box\nprice = 1/hour\n", CHANGES, NULL, NULL},
	{"2025-07", "box\nprice = 1/hour\n", CHANGES, NULL, "the list price is 2 ("},
	{"2026-06", "later\nprice = 1/hour\n", CHANGES, NULL, NULL},
	{"", "later\nprice = 1/hour\n", CHANGES, NULL, "the list price is 3 ("},
	{"2026-06", "gone\nprice = 1/hour\n", CHANGES, NULL, NULL},
	/* Several prices: a region, a term or a provider that is named tells; else none is compared. */
	{"", "box\nprice = 9/hour\n", PLACES, NULL,
	 "item 'x' names box, for which the catalogue has 3 prices, such as 1 USD (east, on demand) and 2 USD (west, on "
	 "demand): to compare it, name the region, term or provider in its unit, label or source"},
	{"", "box\nprice = 1.5/hour\n", PLACES, NULL, NULL},
	{"", "\"box, East\"\nprice = 9/hour\n", PLACES, NULL, "the list price is 1 (east, on demand, checked 2025-01):"},
	{"", "\"box, west\"\nprice = 9/hour\n", PLACES, NULL, "has 2 prices, such as 2 USD (west, on demand) and 1.5 USD"},
	{"", "\"box, west, reserved\"\nprice = 9/hour\n", PLACES, NULL, "the list price is 1.5 (west, reserved, checked"},
	{"", "\"box\"\nlabel = reserved\nprice = 9/hour\n", PLACES, NULL, "the list price is 1.5 ("},
	{"", "tin\nprice = 9/hour\n", PLACES, NULL, "the list price is 1 (B, checked 2025-01):"}, /* the same anywhere */
	{"", "\"C tin\"\nprice = 9/hour\n", PLACES, NULL, "the list price is 1 (C, checked 2025-01):"},
	{"", "\"disk, 10 GB\"\nprice = 9\n", PLACES, NULL, "names disk, for which the catalogue has 2 prices"},
	{"", "\"disk, 10 GB\"\nprice = 2\n", PLACES, NULL, NULL},
	{"", "\"disk, 10 GB, west\"\nprice = 9\n", PLACES, NULL, "at the list price of 0.2 a GB (west, checked 2025-01) that is 2,"},
	{"", "disk\nprice = 9\n", PLACES, NULL, NULL}, /* no size */
	{"", "euro\nprice = 9/hour\n", PLACES, NULL, NULL}, /* no rate */
	{"", "euro\nprice = 9/hour\n[fx]\nEUR = 2\n", PLACES, NULL,
	 "item 'x' pays 3 285 EUR a month for euro, 4.5 an hour; the list price is 1 ("},
	{"", "free\nprice = 9/hour\n", PLACES, NULL, NULL},
	{"", "gpt\nprice = 9\n", PLACES, NULL, NULL},
	{"", "boxes\nprice = 9/hour\n", PLACES, NULL, NULL},
	/* The user's own prices come before those that ship, but for a region that is named. */
	{"", "box\nprice = 9/hour\n", PLACES, OWN, "has 2 prices, such as 0.5 USD (south, contract) and 0.8 USD (east"},
	{"", "\"box, east\"\nprice = 9/hour\n", PLACES, OWN, "the list price is 0.8 (east, on demand"},
	{"", "\"box, west, reserved\"\nprice = 9/hour\n", PLACES, OWN, "the list price is 1.5 (west, reserved"},
	{"", "\"box, contract\"\nprice = 9/hour\n", PLACES, OWN, "the list price is 0.5 (south, contract"},
};

static void add_listed(struct catalogue *catalogue, const char *text, bool own)
{
	struct bytes file = {0};
	struct diags diags = {0};
	bytes_add_text(&file, text);
	assert_int_equal(catalogue_add(catalogue, "p.csv", &file, own, &diags), 0);
	bytes_release(&file);
}

static void compares_with(const struct list_case *wanted)
{
	struct catalogue catalogue = {0};
	char text[1024];
	if (wanted->own)
		add_listed(&catalogue, wanted->own, true);
	add_listed(&catalogue, wanted->listed, false);
	snprintf(text, sizeof text, "%s%s%s%s%s%s", HEAD, *wanted->start ? "start = " : "", wanted->start,
		 *wanted->start ? "\n" : "", SMALL, wanted->item);
	struct plan *plan = sample_plan(text);
	struct findings findings = audited_with(plan, &catalogue);
	size_t found = 0;
	bool has_words = false;
	for (size_t i = 0; i < findings.count; i++) {
		if (strcmp(findings.at[i].rule, "list-price") != 0)
			continue;
		found++;
		has_words |= wanted->said && strstr(findings.at[i].message, wanted->said);
	}
	if (found != (wanted->said != NULL) || has_words != (found > 0)) {
		show_findings(&findings);
		fail_msg("start %s, %s: not '%s'", wanted->start, wanted->item, wanted->said ? wanted->said : "nothing");
	}
	findings_release(&findings);
	plan_free(plan);
	catalogue_release(&catalogue);
}

static void compares_with_the_price_that_counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof list_cases / sizeof *list_cases; i++)
		compares_with(&list_cases[i]);
}

static void nothing_is_compared_without_a_catalogue(void **state)
{
	(void)state;
	struct plan *plan = sample_plan(HEAD SMALL "c5.xlarge\nprice = 9/hour\n");
	struct findings findings = audited_with(plan, NULL);
	for (size_t i = 0; i < findings.count; i++)
		assert_string_not_equal(findings.at[i].rule, "list-price");
	findings_release(&findings);
	plan_free(plan);
}

int main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(finds_where_the_best_comes_second),
		cmocka_unit_test(every_rule_has_a_case),
		cmocka_unit_test(findings_are_well_formed),
		cmocka_unit_test(the_case_is_told_all_that_does_not_reconcile),
		cmocka_unit_test(the_tie_is_a_tie),
		cmocka_unit_test(every_allocation_may_fail),
		cmocka_unit_test(adds_to_what_was_found),
		cmocka_unit_test(the_page_has_every_rule),
		cmocka_unit_test(machines_have_their_list_price),
		cmocka_unit_test(compares_with_the_price_that_counts),
		cmocka_unit_test(nothing_is_compared_without_a_catalogue),
	};
	enum { OTHERS = sizeof others / sizeof others[0] };
	struct CMUnitTest tests[2 * CASES + OTHERS];
	for (size_t i = 0; i < CASES; i++) {
		void *wanted = (void *)(uintptr_t)&cases[i];
		tests[2 * i] = (struct CMUnitTest){cases[i].rule, finds, NULL, NULL, wanted};
		tests[2 * i + 1] = (struct CMUnitTest){cases[i].rule, finds_nothing, NULL, NULL, wanted};
	}
	memcpy(&tests[2 * CASES], others, sizeof others);
	return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
