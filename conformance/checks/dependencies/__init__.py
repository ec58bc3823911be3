"""Dependencies with `yield`, sessions and pools: what was opened is closed, whatever happened."""

from conformance.checks.dependencies import clients, connections, growth, ownership, pools, transactions, yielding

CHECKS = (
    *yielding.CHECKS,
    *transactions.CHECKS,
    *connections.CHECKS,
    *ownership.CHECKS,
    *pools.CHECKS,
    *clients.CHECKS,
    *growth.CHECKS,
)
