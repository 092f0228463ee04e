# Farrington flexible (surveillance, CRAN) on the windows that breath.py writes: breath.json.
# Rscript benchmarks/breath.R WINDOWS. Score 1 is the bound at alpha = 0.01; options as in
# farrington.R.
suppressMessages(library(surveillance))
suppressMessages(library(parallel))
windows <- read.csv(commandArgs(trailingOnly = TRUE)[1], header = FALSE)
score <- function(i) {
  y <- as.numeric(windows[i, -(1:4)])
  s <- sts(y, frequency = 12, start = c(2002, 1))
  control <- list(range = 61:72, b = 4, w = 3, noPeriods = 10, alpha = 0.01,
                  thresholdMethod = "nbPlugin", pastWeeksNotIncluded = 0, limit54 = c(0, 1),
                  trend = TRUE, pThresholdTrend = 1, verbose = FALSE)
  found <- tryCatch(suppressWarnings(farringtonFlexible(s, control)), error = function(e) NULL)
  if (is.null(found)) return(rep(0, 12))
  expected <- as.numeric(found@control$expected)
  bound <- as.numeric(found@upperbound)
  out <- ifelse(bound > expected, (y[61:72] - expected) / (bound - expected), 0)
  round(ifelse(is.finite(out), out, 0), 3)
}
rows <- mclapply(seq_len(nrow(windows)), score, mc.cores = 1)
line <- function(measure, step) {
  at <- which(windows[[1]] == measure & windows[[2]] == step)
  sprintf('"%s": [%s]', step, paste(unlist(rows[at]), collapse = ","))
}
block <- function(measure) sprintf('"%s": {%s}', measure, paste(
  line(measure, 0), line(measure, .1), line(measure, .2), sep = ", "))
text <- sprintf('{"made": "breath.R", "surveillance": "%s", "scores": {%s, %s}}\n',
                as.character(packageVersion("surveillance")), block("tests"), block("positives"))
cat(gsub('"0": ', '"0.0": ', text), file = "benchmarks/breath.json")
