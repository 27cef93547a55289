// Draws the icons, which hold nothing but rect, line and circle, as the PNG files that the Marketplace wants: that of
// the extension out of images/icon.svg, those of the tasks out of images/extract.svg and images/publish.svg.
import { readFileSync, writeFileSync } from 'node:fs';
import { png } from './png.ts';

interface Shape {
  readonly colour: readonly [number, number, number];
  /** How far a point lies outside the shape, in units of the drawing; negative inside. */
  readonly distance: (x: number, y: number) => number;
}

const unit = 128;
writeFileSync('images/icon.png', draw(shapesIn('icon'), 128));
writeFileSync('tasks/ApimExtract/icon.png', draw(shapesIn('extract'), 32));
writeFileSync('tasks/ApimPublish/icon.png', draw(shapesIn('publish'), 32));

function shapesIn(name: string): readonly Shape[] {
  const svg = readFileSync(`images/${name}.svg`, 'utf8');
  return [...svg.matchAll(/<(rect|line|circle) ([^>]*)\/>/g)].map(([, tag, text = '']) => {
    const attributes = new Map(
      [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    const at = (name: string): number => Number(attributes.get(name));
    const colour = (name: string): Shape['colour'] => {
      const value = Number.parseInt(attributes.get(name)?.slice(1) ?? '', 16);
      return [value >> 16, (value >> 8) & 255, value & 255];
    };
    switch (tag) {
      case 'rect':
        return {
          colour: colour('fill'),
          distance: rectangle(at('x'), at('y'), at('width'), at('height'), at('rx')),
        };
      case 'line':
        return {
          colour: colour('stroke'),
          distance: line(at('x1'), at('y1'), at('x2'), at('y2'), at('stroke-width') / 2),
        };
      default:
        return {
          colour: colour('fill'),
          distance: (x, y) => Math.hypot(x - at('cx'), y - at('cy')) - at('r'),
        };
    }
  });
}

function rectangle(
  left: number,
  top: number,
  width: number,
  height: number,
  radius: number,
): Shape['distance'] {
  return (x, y) => {
    const beyondX = Math.abs(x - left - width / 2) - width / 2 + radius;
    const beyondY = Math.abs(y - top - height / 2) - height / 2 + radius;
    return (
      Math.hypot(Math.max(beyondX, 0), Math.max(beyondY, 0)) +
      Math.min(Math.max(beyondX, beyondY), 0) -
      radius
    );
  };
}

function line(fromX: number, fromY: number, toX: number, toY: number, half: number): Shape['distance'] {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  return (x, y) => {
    const share = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2);
    const nearest = Math.min(1, Math.max(0, share));
    return Math.hypot(x - fromX - nearest * alongX, y - fromY - nearest * alongY) - half;
  };
}

/** Later shapes lie over earlier ones; a point at the edge is covered in part, which makes it smooth. */
function draw(shapes: readonly Shape[], size: number): Buffer {
  const pixels = new Uint8Array(size * size * 4);
  const scale = size / unit;
  for (let index = 0; index < size * size; index += 1) {
    const [x, y] = [((index % size) + 0.5) / scale, (Math.floor(index / size) + 0.5) / scale];
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (const { colour, distance } of shapes) {
      const cover = Math.min(1, Math.max(0, 0.5 - distance(x, y) * scale));
      const total = cover + alpha * (1 - cover);
      if (total === 0) continue;
      const mix = (over: number, under: number): number =>
        (over * cover + under * alpha * (1 - cover)) / total;
      [red, green, blue, alpha] = [mix(colour[0], red), mix(colour[1], green), mix(colour[2], blue), total];
    }
    pixels.set([red, green, blue, alpha * 255].map(Math.round), index * 4);
  }
  return png(size, pixels);
}
