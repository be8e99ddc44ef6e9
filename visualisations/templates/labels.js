/* Where names and badges stand on the screen at one zoom. This is the one place that says the rule:

   - A name stands beside its own node, where that node's outline is the nearest by NEAREST pixels, measured from the
     name's box.
   - Where no such place is free, it stands further off, at the end of a leader line from its node.
   - Where there is no room for that either, it is left out; the table and the tip still have it. What the map is about
     (`always`) is not left out: its name is tried in narrower forms, then anywhere in sight.
   - No name lies over a node, another name, a badge, a leader line or a control, nor over the edge of the map.

   Greedy: what is more important comes first, and takes the free place that crosses fewest ties. All is in pixels of the
   screen, from where the map's own 0, 0 is drawn. */
"use strict";
const maillageLabels = (() => {
  const NEAREST = 4; // pixels: 3, and one for letters that are drawn beyond their box
  const TOUCHING = 1.5; // least distance of a name from its own outline
  const BESIDE = 4; // of the places beside a node, from the circle around it
  const ALOOF = 14; // of a name with a leader line from the outlines of others
  const AWAY = [13, 22, 34, 48, 64, 84, 108]; // of a name with a leader line from its own
  const SHORT = 12; // pixels of a leader line that weigh as much as a crossed tie
  const WAYS = 16; // directions that a leader line may take
  const STEP = 10; // between the spots tried where a name may stand anywhere
  const MOST = 100; // names on a map that is not zoomed in
  const FIRST = 12; // of the most asked-for even a leader line comes before a place for others
  const FAR = 130; // a leader line of theirs
  const SHORTLY = 56; // of all others
  const BOLD = 3; // cost of a tie from which on a name rather stands at a leader line than over it
  const PLACES = [[0, 1], [1, 0], [-1, 0], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1], [0.5, 1], [-0.5, 1], [0.5, -1], [-0.5, -1]];
  const LINES = 400; // ties up to which the crossed ones are counted

  /* Things by where they are, so that asking what is near is quick. */
  function grid(size = 64) {
    const cells = new Map();
    const some = ([left, top, right, bottom], visit) => {
      for (let x = Math.floor(left / size); x <= Math.floor(right / size); x++) {
        for (let y = Math.floor(top / size); y <= Math.floor(bottom / size); y++) if (visit(x * 100003 + y)) return true;
      }
      return false;
    };
    return {
      add: (box, item) => some(box, (cell) => {
        if (cells.has(cell)) cells.get(cell).push(item);
        else cells.set(cell, [item]);
      }),
      some: (box, test) => some(box, (cell) => (cells.get(cell) || []).some(test)),
    };
  }

  const grown = ([left, top, right, bottom], by) => [left - by, top - by, right + by, bottom + by];
  const overlap = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
  const within = (value, least, most) => Math.max(least, Math.min(most, value));
  const around = ([ax, ay, bx, by]) => [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  const nearestIn = (box, x, y) => [within(x, box[0], box[2]), within(y, box[1], box[3])];
  const boxToPoint = (box, x, y) => Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));

  function segmentToPoint([ax, ay, bx, by], x, y) {
    const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
    const t = length ? within(((x - ax) * dx + (y - ay) * dy) / length, 0, 1) : 0;
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  }

  /* Where along `one` two segments cross, from 0 to 1; null where they do not. */
  function crossing([ax, ay, bx, by], [cx, cy, dx, dy]) {
    const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
    if (!turn) return null;
    const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn;
    const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn;
    return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null;
  }

  function boxToSegment(box, segment) {
    const [left, top, right, bottom] = box, [ax, ay, bx, by] = segment;
    const sides = [[left, top, right, top], [right, top, right, bottom], [right, bottom, left, bottom], [left, bottom, left, top]];
    if (boxToPoint(box, ax, ay) === 0 || sides.some((side) => crossing(side, segment) !== null)) return 0;
    return Math.min(boxToPoint(box, ax, ay), boxToPoint(box, bx, by),
      ...sides.map(([x, y]) => segmentToPoint(segment, x, y)));
  }

  const edgesOf = (corners) => corners.map((one, i) => [...one, ...corners[(i + 1) % corners.length]]);

  /* How far a box is from a node, least and most: from the outline as it is drawn, and from the circle of its size. */
  function gap(box, node) {
    const middle = boxToPoint(box, node.x, node.y), circle = Math.max(0, middle - node.r);
    const drawn = middle === 0 ? 0 : node.corners
      ? Math.min(...edgesOf(node.corners).map((edge) => boxToSegment(box, edge))) : Math.max(0, middle - node.round);
    return [Math.min(circle, drawn), Math.max(circle, drawn)];
  }

  /* From a node's outline to the nearest point of a box. */
  function leaderTo(box, node) {
    const to = nearestIn(box, node.x, node.y), line = [node.x, node.y, ...to];
    const far = Math.hypot(to[0] - node.x, to[1] - node.y);
    const crossed = node.corners ? edgesOf(node.corners).map((edge) => crossing(line, edge) || 0) : [node.round / far];
    const t = Math.min(1, Math.max(...crossed));
    return [node.x + t * (to[0] - node.x), node.y + t * (to[1] - node.y), ...to];
  }

  /* `texts`: what would be written, the most important first. `outlines`: by id where nodes are drawn, as x, y, r (the
     circle of its size), round (the circle that is drawn) or corners, reach (of all of it). `ties`: their points and
     cost. `badges`: width, spots (in order of preference). `sight`: the box that is in sight. `covered`: boxes of
     controls over the map. `measure`: widths of a text's lines. `outwards`: whether names rather stand away from the middle. */
  return function place({ texts, outlines, ties, badges, sight, covered, measure, outwards, zoomed }) {
    const bodies = grid(), taken = grid(), points = grid();
    const all = [...outlines.values()];
    for (const node of all) bodies.add([node.x - node.reach, node.y - node.reach, node.x + node.reach, node.y + node.reach], node);
    for (const box of covered) taken.add(box, { box });
    if (ties.length <= LINES) ties.forEach((tie) => tie.points.forEach(([x, y]) => points.add([x, y, x, y], { x, y, tie })));

    const inSight = (box) => box[0] > sight[0] + 2 && box[1] > sight[1] + 2 && box[2] < sight[2] - 2 && box[3] < sight[3] - 2;
    const free = (box) => !taken.some(box, (other) => (other.box ? overlap(box, other.box) : boxToSegment(box, other.leader) < 2));
    const clear = (box, least, own) => !bodies.some(grown(box, least), (node) => node !== own
      && boxToPoint(box, node.x, node.y) - node.reach < least && gap(box, node)[0] < least);
    const nearest = (box, own) => clear(box, gap(box, own)[1] + NEAREST, own);
    const crossed = (box) => {
      const found = new Set();
      points.some(box, ({ x, y, tie }) => {
        if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) found.add(tie);
      });
      return [...found].reduce((sum, tie) => sum + tie.cost, 0);
    };
    const passes = (line) => !taken.some(grown(around(line), 2),
      (other) => (other.box ? boxToSegment(other.box, line) < 1 : crossing(line, other.leader) !== null));
    const reaches = (line, own) => passes(line) && !bodies.some(grown(around(line), 2),
      (node) => node !== own && segmentToPoint(line, node.x, node.y) < node.reach + 2);

    /* A name's box with its middle there, and the room that it takes from others. */
    const boxed = (x, y, { width, height }) => {
      const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
      return { box, room: [box[0] - 5, box[1] - 2, box[2] + 5, box[3] + 2] };
    };
    const inwards = (node, sx, sy) => (outwards && (node.x || node.y)
      ? 1 - (sx * node.x + sy * node.y) / Math.hypot(node.x, node.y) / Math.hypot(sx, sy) - (sy ? 0 : 0.12) : 0);

    function beside(node, size) {
      let best = null;
      PLACES.forEach(([sx, sy], rank) => {
        const away = (node.round || node.r) + BESIDE, slant = Math.abs(sx * sy) === 1 ? 0.75 : 1;
        const x = node.x + sx * (size.width / 2 + (Math.abs(sx) < 1 ? 0 : away * slant));
        const found = boxed(x, node.y + sy * (size.height / 2 + away * slant), size);
        if (!inSight(found.room) || !free(found.room) || gap(found.box, node)[0] < TOUCHING || !nearest(found.box, node)) return;
        const cost = crossed(found.room) + (outwards ? 6 * inwards(node, sx, sy) : 0.5 * rank);
        if (!best || cost < best.cost) best = { ...found, cost };
      });
      return best;
    }

    function led(node, size, far = FAR) {
      let best = null;
      for (const away of AWAY.filter((one) => one <= far)) {
        if (best && best.cost < away / SHORT) break;
        for (let way = 0; way < WAYS; way++) {
          const angle = (2 * Math.PI * way) / WAYS, sx = Math.cos(angle), sy = Math.sin(angle);
          const x = node.x + sx * (node.reach + away) + (within(sx * 1.4, -1, 1) * size.width) / 2;
          const found = boxed(x, node.y + sy * (node.reach + away) + (within(sy * 1.4, -1, 1) * size.height) / 2, size);
          if (!inSight(found.room) || !free(found.room) || !clear(found.box, ALOOF, node)) continue;
          const leader = leaderTo(found.box, node);
          if (!reaches(leader, node)) continue;
          const cost = away / SHORT + crossed(found.room) + inwards(node, sx, sy) + (nearest(found.box, node) ? 0 : 0.6);
          if (!best || cost < best.cost) best = { ...found, leader, cost };
        }
      }
      return best;
    }

    /* The nearest free spot in sight for a name that is asked for, up to `far` from its node. */
    function anywhere(node, size, far = Infinity) {
      const spots = [], wide = size.width / 2 + 8, high = size.height / 2 + 5;
      for (let x = sight[0] + wide; x < sight[2] - wide; x += STEP) {
        for (let y = sight[1] + high; y < sight[3] - high; y += STEP) {
          const away = boxToPoint(boxed(x, y, size).box, node.x, node.y) - node.reach;
          if (away < far) spots.push([x, y, away]);
        }
      }
      spots.sort((one, other) => one[2] - other[2]);
      // A line across other nodes is better than no name, where there must be one.
      for (const strict of far < Infinity ? [true] : [true, false]) {
        for (const [x, y] of spots) {
          const found = boxed(x, y, size);
          if (!free(found.room) || !clear(found.box, ALOOF, node) || gap(found.box, node)[0] < TOUCHING) continue;
          const leader = leaderTo(found.box, node);
          if (strict ? reaches(leader, node) : passes(leader)) return { ...found, leader };
        }
      }
      return null;
    }

    /* Beside its node, else led there; led too where the name would lie over what the map is to show. */
    const hides = ({ box }) => points.some(box, ({ x, y, tie }) => tie.cost >= BOLD && boxToPoint(box, x, y) === 0);
    const open = (node, size) => [beside(node, size)].find((near) => near && !hides(near));
    function wanted(node, size) {
      const near = beside(node, size);
      if (near && !hides(near)) return near;
      const far = led(node, size);
      return near && far && hides(far) ? near : far || near;
    }

    const labels = [];
    const sizes = (text) => text.forms.map((lines) => {
      const widths = measure(text, lines);
      const cut = lines.some((line) => line.includes("…"));
      return { lines, widths, cut, width: Math.max(...widths), height: text.size * 1.25 * lines.length };
    });
    const put = (text, size, found) => {
      const node = outlines.get(text.id), [left, top, right, bottom] = found.box;
      taken.add(found.room, { box: found.room });
      if (found.leader) taken.add(around(found.leader), { leader: found.leader });
      labels.push({
        ...text, ...size, dx: (left + right) / 2 - node.x, dy: (top + bottom) / 2 - node.y,
        leader: found.leader && found.leader.map((value, i) => value - (i % 2 ? node.y : node.x)),
      });
    };
    const seen = (text) => {
      const { x, y } = outlines.get(text.id);
      return x > sight[0] && x < sight[2] && y > sight[1] && y < sight[3];
    };

    const [must, may] = [texts.filter((text) => text.always && seen(text)), texts.filter((text) => !text.always && seen(text))];
    for (const text of must) {
      const node = outlines.get(text.id), forms = sizes(text), whole = forms.filter((size) => !size.cut);
      const tried = (list, place) => list.reduce((found, size) => found || [place(node, size)].filter(Boolean).map((one) => [size, one])[0], null);
      const found = tried(whole, open) || tried(whole, wanted) || tried(whole, (...of) => anywhere(...of, FAR))
        || tried(forms, wanted) || tried(forms.slice(-1), anywhere);
      if (found) put(text, ...found);
    }

    const set = [];
    for (const badge of badges) {
      for (const { at, x, y } of badge.spots) {
        const box = [x - badge.width / 2 - 2, y - 12, x + badge.width / 2 + 2, y + 12];
        if (!free(box) || !clear(box, 1)) continue;
        taken.add(box, { box });
        set.push({ ...badge, at });
        break;
      }
    }

    const most = zoomed ? Infinity : MOST, left = [];
    for (const [rank, text] of may.entries()) {
      if (labels.length >= most) break;
      const node = outlines.get(text.id), [size] = sizes(text);
      const found = rank < FIRST ? wanted(node, size) || anywhere(node, size, FAR) : beside(node, size);
      if (found) put(text, size, found);
      else if (rank >= FIRST) left.push([text, size]);
    }
    for (const [text, size] of left) {
      if (labels.length >= most) break;
      const found = led(outlines.get(text.id), size, SHORTLY);
      if (found) put(text, size, found);
    }
    return { labels, badges: set };
  };
})();
