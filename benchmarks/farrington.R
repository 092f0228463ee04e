# Farrington flexible (surveillance, CRAN) in the worlds of benchmarks/worlds.py.
# Makes benchmarks/farrington.json: Rscript benchmarks/farrington.R SERIES_PER_WORLD
# Options: b = 2 or 4 years back, w = 3, noPeriods = 10, thresholdMethod nbPlugin, as in
# Noufaily et al. (2013); alpha is varied afterwards, by the score that each month needs.
suppressMessages(library(surveillance))
args <- commandArgs(trailingOnly = TRUE)
per <- if (length(args)) as.integer(args[1]) else 3
set.seed(20261123)
worlds <- expand.grid(mean = c(4, 40, 400, 4000), season = c(0, .05, .1), extra = c(0, .03, .06),
                      trend = c(0, .03), baseline = c(36, 60))
monitored <- 12
days <- function(n) {
  from <- seq(as.Date("2019-01-01"), by = "month", length.out = n + 1)
  as.numeric(diff(from)) / 30.4375
}
counts <- function(w, step) {
  n <- w$baseline + monitored
  at <- 0:(n - 1)
  level <- w$mean * days(n) * exp(w$season * cos(2 * pi * at / 12 + runif(1, 0, 2 * pi))) *
    exp(w$trend * at / 12) * ifelse(at >= w$baseline, 1 + step, 1)
  if (w$extra > 0) level <- level * rgamma(n, 1 / w$extra^2, scale = w$extra^2)
  rpois(n, level)
}
scores <- function(w, step) {
  y <- counts(w, step)
  s <- sts(y, frequency = 12, start = c(2019, 1))
  control <- list(range = (w$baseline + 1):(w$baseline + monitored), b = if (w$baseline == 36) 2 else 4,
                  w = 3, noPeriods = 10, alpha = 0.01, thresholdMethod = "nbPlugin",
                  pastWeeksNotIncluded = 0, limit54 = c(0, 1), trend = TRUE, pThresholdTrend = 1,
                  verbose = FALSE)
  found <- tryCatch(farringtonFlexible(s, control), error = function(e) NULL)
  if (is.null(found)) return(rep(NA, monitored))
  # The exceedance score: how far the count is towards its bound, in bounds.
  expected <- as.numeric(found@control$expected)
  bound <- as.numeric(found@upperbound)
  seen <- y[control$range]
  ifelse(bound > expected, (seen - expected) / (bound - expected), 0)
}
out <- list()
for (step in c(0, .1, .2)) {
  rows <- do.call(rbind, lapply(seq_len(nrow(worlds)), function(i)
    t(sapply(seq_len(per), function(k) c(worlds$mean[i], scores(worlds[i, ], step))))))
  out[[as.character(step)]] <- rows[complete.cases(rows), ]
}
threshold <- quantile(apply(out[["0"]][, -1], 1, max), 1 - .114)
power <- function(rows, at) mean(apply(rows[, 2:(at + 1), drop = FALSE], 1, max) > threshold)
line <- function(step) {
  rows <- out[[step]]
  sprintf('"%s": {"3": %.1f, "6": %.1f, "12": %.1f}', step, 100 * power(rows, 3),
          100 * power(rows, 6), 100 * power(rows, 12))
}
cat(sprintf(
  '{"made": "farrington.R", "surveillance": "%s", "series": [%d, %d, %d], "alarm_a_month": %.2f, "power": {%s}}\n',
  as.character(packageVersion("surveillance")), nrow(out[["0"]]), nrow(out[["0.1"]]),
  nrow(out[["0.2"]]), 100 * mean(out[["0"]][, -1] > threshold),
  paste(line("0"), line("0.1"), line("0.2"), sep = ", ")),
  file = "benchmarks/farrington.json")
