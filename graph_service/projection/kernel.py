"""Kernels: an actor's ties at a date, and the best path between two actors, from the two-mode arrays.

No one-mode graph is ever kept: a search computes the row of ties of every actor that it settles, and keeps those
rows for itself within a bound. These functions run as they stand on a small graph and compiled on a large one
(`engine`); so they keep to what numba compiles, and to `math`, which gives both forms the same bits. They stand in
one file because numba's cache on disk looks only at the file of the function that was asked for, not at those of the
functions it calls.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush

import numpy as np

from graph_service.projection.affiliation import Array, Flags, Floats, Ints
from graph_service.projection.kernel_arrays import COST_SCALE, ENDLESS, KernelArrays, Labels, Pool, TieRows


def numbers(n: int, value: int) -> Ints:
    """A column that the kernels make for themselves; `engine` puts lists in its place where nothing is compiled."""
    return np.full(n, value, dtype=np.int64)


def positions(n: int) -> Array:
    """The same of positions, with nothing in it yet."""
    return np.empty(n, dtype=np.int32)


def last_piece(arrays: KernelArrays, one: int, other: int) -> tuple[int, int]:
    """The intervals of two links that make the last piece of their overlap begun by `as_of`; (−1, −1) if none.

    Intervals of a link are disjoint and in order, so of two that do not meet the later one meets nothing earlier.
    """
    i, j = arrays.interval_ptr[one + 1] - 1, arrays.interval_ptr[other + 1] - 1
    while i >= arrays.interval_ptr[one] and j >= arrays.interval_ptr[other]:
        start = max(arrays.interval_start[i], arrays.interval_start[j])
        if start <= arrays.as_of and start <= min(arrays.interval_end[i], arrays.interval_end[j]):
            return i, j
        if arrays.interval_start[i] >= arrays.interval_start[j]:
            i -= 1
        else:
            j -= 1
    return -1, -1


def first_day(arrays: KernelArrays, one: int, other: int) -> int:
    """Day code on which the first piece of two links' overlap starts. Call it only where there is one."""
    i, j = arrays.interval_ptr[one], arrays.interval_ptr[other]
    while True:
        start = max(arrays.interval_start[i], arrays.interval_start[j])
        if start <= min(arrays.interval_end[i], arrays.interval_end[j]):
            return int(start)
        if arrays.interval_end[i] <= arrays.interval_end[j]:
            i += 1
        else:
            j += 1


def share(arrays: KernelArrays, context: int, one: int, other: int) -> float:
    """What one context adds to the weight of two of its links: κ·ρ/(n−1)·2^(−Δ/h); negative if it does not count.

    The overlap's last day is that of whichever interval ends first, so its decay is known already.
    """
    rho = arrays.rho[arrays.link_set[one] * arrays.sets + arrays.link_set[other]]
    if rho < 0:
        return -1.0
    i, j = last_piece(arrays, one, other)
    if i < 0:
        return -1.0
    decay = arrays.decay[i] if arrays.interval_end[i] <= arrays.interval_end[j] else arrays.decay[j]
    return arrays.factor[context] * rho * decay if decay >= 0 else -1.0


def shares(
    arrays: KernelArrays, contexts: Ints, ones: Ints, others: Ints, found: Floats, last: Ints, other_last: Ints
) -> None:
    """Fill `found` with what each context adds to the weight of its two links, negative where it does not count; and
    `last` and `other_last` with the intervals that make the last piece of their overlap (−1: none)."""
    for at in range(len(contexts)):
        last[at], other_last[at] = last_piece(arrays, ones[at], others[at])
        counts = arrays.factor[contexts[at]] > 0
        found[at] = share(arrays, contexts[at], ones[at], others[at]) if counts else -1.0


def weight_of(arrays: KernelArrays, a: int, b: int) -> float:
    """w_ab: the shares of the contexts that two actors have in common, summed in the order of contexts."""
    i, j = arrays.actor_ptr[a], arrays.actor_ptr[b]
    total = 0.0
    while i < arrays.actor_ptr[a + 1] and j < arrays.actor_ptr[b + 1]:
        one, other = int(arrays.actor_links[i]), int(arrays.actor_links[j])
        context = int(arrays.link_context[one])
        if context == arrays.link_context[other]:
            if arrays.factor[context] > 0:
                part = share(arrays, context, one, other)
                if part > 0:
                    total += part
            i += 1
            j += 1
        elif context < arrays.link_context[other]:
            i += 1
        else:
            j += 1
    return total


def tie_rows(
    arrays: KernelArrays, allowed: Flags, first: int, stop: int, upper: bool, rows: TieRows
) -> tuple[int, int]:
    """Ties with allowed actors of those from `first` to `stop`, into `rows` until another row might not fit.

    With `upper` only ties a < b whose ends both are allowed; without it `a` is taken as it is. Returns the actor to
    go on from, and how many ties there are; those of one actor stand in the order in which they were met.
    """
    found = 0
    a = first
    while a < stop and found + len(allowed) <= len(rows.a):
        begin = found
        for at in range(
            arrays.actor_ptr[a], arrays.actor_ptr[a + 1] if allowed[a] or not upper else arrays.actor_ptr[a]
        ):
            one = int(arrays.actor_links[at])
            context = int(arrays.link_context[one])
            if arrays.factor[context] <= 0:
                continue
            for other in range(arrays.context_ptr[context], arrays.context_ptr[context + 1]):
                b = int(arrays.link_actor[other])
                if b == a or not allowed[b] or (upper and b < a):
                    continue
                part = share(arrays, context, one, other)
                if part < 0:
                    continue
                i, j = last_piece(arrays, one, other)
                start, end = first_day(arrays, one, other), min(arrays.interval_end[i], arrays.interval_end[j])
                tie = rows.place[b]
                if tie < 0:
                    tie, found = found, found + 1
                    rows.place[b], rows.a[tie], rows.b[tie] = tie, a, b
                    rows.weight[tie], rows.contexts[tie] = 0.0, 0
                    rows.first[tie], rows.last[tie] = start, end
                rows.weight[tie] += part
                rows.contexts[tie] += 1
                rows.first[tie], rows.last[tie] = min(rows.first[tie], start), max(rows.last[tie], end)
        for tie in range(begin, found):
            rows.place[rows.b[tie]] = -1
        a += 1
    return a, found


def cost_of(weight: float, w0: float) -> int:
    """The integer cost of a tie: round(2^40 · −ln s) with s = w/(w + w0), at least 1 so that no hop is free."""
    return max(1, round(-math.log(weight / (weight + w0)) * COST_SCALE))


def row_of(arrays: KernelArrays, pool: Pool, a: int) -> Pool:
    """The pool with the row of `a` in it: its neighbours and the costs of the ties, whatever masks a search has."""
    if pool.start[a] >= 0:
        return pool
    found = 0
    for at in range(arrays.actor_ptr[a], arrays.actor_ptr[a + 1]):
        one = int(arrays.actor_links[at])
        context = int(arrays.link_context[one])
        if arrays.factor[context] <= 0:
            continue
        for other in range(arrays.context_ptr[context], arrays.context_ptr[context + 1]):
            b = int(arrays.link_actor[other])
            if b != a:
                part = share(arrays, context, one, other)
                if part > 0:
                    if pool.sums[b] == 0:
                        pool.touched[found] = b
                        found += 1
                    pool.sums[b] += part
    neighbour, cost = pool.neighbour, pool.cost
    if pool.used[0] + found > pool.limit:
        for actor in range(len(pool.start)):
            pool.start[actor] = -1
        pool.used[0] = 0
    begin = pool.used[0]
    if begin + found > len(neighbour):
        room = 2 * (begin + found)
        neighbour, cost = positions(room), numbers(room, 0)
        for i in range(begin):
            neighbour[i], cost[i] = pool.neighbour[i], pool.cost[i]
    for i in range(found):
        b = pool.touched[i]
        neighbour[begin + i], cost[begin + i] = b, cost_of(pool.sums[b], arrays.w0)
        pool.sums[b] = 0.0
    pool.start[a], pool.length[a] = begin, found
    pool.used[0] = begin + found
    return Pool(pool.start, pool.length, neighbour, cost, pool.used, pool.limit, pool.sums, pool.touched, pool.marks)


def open_labels(pool: Pool, direction: int, origin: int) -> Labels:
    """One direction of a search before its first step: 0 from the start, 1 from the end, 2 back along the paths."""
    first = 3 * direction
    labels = Labels([(0, 0)], [(origin, 0, 0, -1)], pool.marks[first], pool.marks[first + 1], pool.marks[first + 2])
    labels.head[origin] = 0
    return labels


def close_labels(labels: Labels) -> None:
    """Give the marks back as they were: making them anew for all actors takes longer than most searches."""
    for node, _, _, _ in labels.ways:
        labels.head[node], labels.fewest[node], labels.distance[node] = -1, ENDLESS, -1


def push(labels: Labels, node: int, cost: int, hops: int) -> bool:
    """Note a way to `node`, unless one as cheap and as short is known."""
    at = labels.head[node]
    while at >= 0:
        _, known_cost, known_hops, at = labels.ways[at]
        if known_cost <= cost and known_hops <= hops:
            return False
    label = len(labels.ways)
    labels.ways.append((node, cost, hops, labels.head[node]))
    labels.head[node] = label
    heappush(labels.heap, (cost, label))
    return True


def settle(labels: Labels, free: bool) -> int:
    """Take the cheapest open label; −1 if the search has no use for it. `free`: hops do not matter, only costs do."""
    label = heappop(labels.heap)[1]
    node, cost, hops, _ = labels.ways[label]
    if hops >= labels.fewest[node] or (free and 0 <= labels.distance[node] < cost):
        return -1
    labels.fewest[node] = hops
    if labels.distance[node] < 0:
        labels.distance[node] = cost
    return label


def best_path(
    arrays: KernelArrays, pool: Pool, blocked: Flags, banned: Flags, a: int, b: int, max_hops: int, cap: int
) -> tuple[Pool, int, Array]:
    """The best path from `a` to `b` of at most `max_hops` hops and `cap` cost: by cost, then hops, then positions.

    `blocked` actors are not entered; `banned` ones not straight from `a`. Returns the cost, −1 for no path.
    Bidirectional Dijkstra (Pohl 1971) over labels of cost and hops finds the least cost; the paths of that cost are
    then found again backwards, within what the forward half has shown to be possible, and the first is walked.
    """
    n = len(blocked)
    free = max_hops >= n - 1
    near, far = open_labels(pool, 0, a), open_labels(pool, 1, b)
    best = cap + 1
    passed_over = ENDLESS
    while near.heap and far.heap and near.heap[0][0] + far.heap[0][0] < best:
        # The smaller frontier goes first, not the nearer: hubs wait (k=3 on Horizon 2020: 6 ms against 20).
        forward = len(near.heap) <= len(far.heap)
        mine, theirs = (near, far) if forward else (far, near)
        label = settle(mine, free)
        if label < 0:
            continue
        node, cost, hops, _ = mine.ways[label]
        if hops == max_hops or node == (b if forward else a):
            continue
        hops += 1
        reach = theirs.heap[0][0]
        pool = row_of(arrays, pool, node)
        for at in range(pool.start[node], pool.start[node] + pool.length[node]):
            to, total = int(pool.neighbour[at]), cost + pool.cost[at]
            if total >= best or blocked[to] or mine.fewest[to] <= hops or (free and mine.distance[to] >= 0):
                continue
            if (banned[to] and node == a) if forward else (banned[node] and to == a):
                continue
            # What the other half has yet to settle costs at least `reach`: such a way is of use where it meets it now.
            if total + reach >= best:
                if forward:
                    passed_over = min(passed_over, total)
            elif not push(mine, to, total, hops):
                continue
            other = theirs.head[to]
            while other >= 0:
                _, rest, more, other = theirs.ways[other]
                if hops + more <= max_hops:
                    best = min(best, total + rest)
    close_labels(far)
    if best > cap:
        close_labels(near)
        return pool, -1, numbers(0, 0)

    # What the forward half has not settled lies at least as far from `a` as its next label, or one it passed over.
    beyond = min(passed_over, near.heap[0][0] if near.heap else ENDLESS)
    back = open_labels(pool, 2, b)
    while back.heap:
        label = settle(back, free)
        if label < 0:
            continue
        node, cost, hops, _ = back.ways[label]
        if hops == max_hops or node == a:
            continue
        hops += 1
        pool = row_of(arrays, pool, node)
        for at in range(pool.start[node], pool.start[node] + pool.length[node]):
            to, total = int(pool.neighbour[at]), cost + pool.cost[at]
            still = near.distance[to] if near.distance[to] >= 0 else beyond
            if total + still <= best and not blocked[to] and not (banned[node] and to == a):
                push(back, to, total, hops)
    close_labels(near)
    pool, cost, path = walk(arrays, pool, back, blocked, banned, a, b, best)
    close_labels(back)
    return pool, cost, path


def walk(
    arrays: KernelArrays, pool: Pool, back: Labels, blocked: Flags, banned: Flags, a: int, b: int, cost: int
) -> tuple[Pool, int, Array]:
    """Of the paths from `a` that cost `cost` by the labels, the shortest, and of these the first by positions."""
    hops = ENDLESS
    at = back.head[a]
    while at >= 0:
        _, whole, length, at = back.ways[at]
        if whole == cost:
            hops = min(hops, length)
    path = numbers(hops + 1, 0)
    path[0] = a
    left = cost
    for step in range(1, hops + 1):
        node, chosen, price = path[step - 1], ENDLESS, 0
        pool = row_of(arrays, pool, node)
        for i in range(pool.start[node], pool.start[node] + pool.length[node]):
            to = int(pool.neighbour[i])
            if to >= chosen or blocked[to] or (banned[to] and node == a):
                continue
            at = back.head[to]
            while at >= 0:
                _, rest, length, at = back.ways[at]
                if rest == left - pool.cost[i] and length == hops - step:
                    chosen, price = to, pool.cost[i]
        path[step] = chosen
        left -= price
    return pool, cost, path
