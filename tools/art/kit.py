"""What every model is made with: paints, shapes, soft things, and what becomes of them at the end.

Metres, z up and +y away from whoever looks, as Blender has it; the file that comes out has y up and looks along +z, as
the game has it. A material is named after one of the game's paints (`src/stage/palette.rs`): the game gives it its
colour, its texture and its light, so a model carries none of these.
"""

from __future__ import annotations

import math
from pathlib import Path

import bpy  # first: it brings the other two
import bmesh
from mathutils import Euler, Matrix, Vector

__all__ = [
    "Vector", "apply", "ball", "bend", "box", "clear", "cloth", "decimate", "grid", "join", "lathe", "loft", "mesh", "move",
    "paint", "remesh", "rod", "shade", "smooth", "thick", "tube", "turn", "write",
]

# For the pictures that people look at; the game has its own. sRGB, as in `palette.rs`.
LOOKS = {
    "Apricot": (0.90, 0.62, 0.44), "Birch": (0.83, 0.69, 0.51), "Blanket": (0.52, 0.52, 0.33),
    "Brass": (0.78, 0.60, 0.32), "Cream": (0.92, 0.88, 0.80), "Curtain": (0.90, 0.85, 0.75),
    "Felt": (0.36, 0.35, 0.34), "Hair": (0.26, 0.17, 0.11), "Ink": (0.10, 0.09, 0.09), "Kraft": (0.67, 0.50, 0.34),
    "Linen": (0.83, 0.76, 0.66), "Moss": (0.45, 0.47, 0.30), "Oak": (0.68, 0.48, 0.31), "Oat": (0.86, 0.79, 0.69),
    "Rust": (0.66, 0.31, 0.20), "Sheet": (0.91, 0.89, 0.85), "Skin": (0.80, 0.60, 0.48), "Steel": (0.62, 0.62, 0.62),
    "Teal": (0.16, 0.33, 0.36), "Trousers": (0.28, 0.28, 0.33), "Walnut": (0.38, 0.235, 0.16),
}


def clear() -> None:
    """An empty scene, whatever was there before."""
    bpy.ops.wm.read_factory_settings(use_empty=True)


def paint(thing: bpy.types.Object, name: str) -> bpy.types.Object:
    """Gives the whole of a thing one paint."""
    material = bpy.data.materials.get(name)
    if material is None:
        material = bpy.data.materials.new(name)
        material.use_nodes = True
        shader = material.node_tree.nodes["Principled BSDF"]
        linear = [channel ** 2.2 for channel in LOOKS.get(name, (0.8, 0.8, 0.8))]
        shader.inputs["Base Color"].default_value = (*linear, 1.0)
        shader.inputs["Roughness"].default_value = 0.35 if name in ("Brass", "Steel") else 0.8
        shader.inputs["Metallic"].default_value = 1.0 if name in ("Brass", "Steel") else 0.0
    thing.data.materials.clear()
    thing.data.materials.append(material)
    return thing


def mesh(name: str, build) -> bpy.types.Object:
    """A thing whose surface `build` puts into the `bmesh` that it is handed."""
    data = bpy.data.meshes.new(name)
    work = bmesh.new()
    build(work)
    work.to_mesh(data)
    work.free()
    thing = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(thing)
    return thing


def _active(thing: bpy.types.Object) -> None:
    bpy.ops.object.select_all(action="DESELECT")
    thing.select_set(True)
    bpy.context.view_layer.objects.active = thing


def apply(thing: bpy.types.Object, kind: str, **settings) -> bpy.types.Object:
    """Adds a modifier of Blender's, and makes what comes of it the thing itself."""
    modifier = thing.modifiers.new(kind, kind)
    for name, value in settings.items():
        setattr(modifier, name, value)
    _active(thing)
    bpy.ops.object.modifier_apply(modifier=modifier.name)
    return thing


def box(size, at=(0, 0, 0), bevel=0.0, segments=3, cuts=0) -> bpy.types.Object:
    """A box around its middle, its edges rounded off, its faces cut so many times."""
    def build(work):
        bmesh.ops.create_cube(work, size=1.0, matrix=Matrix.Diagonal((*size, 1.0)))
        if cuts:
            bmesh.ops.subdivide_edges(work, edges=work.edges[:], cuts=cuts, use_grid_fill=True)
    thing = move(mesh("box", build), at)
    return apply(thing, "BEVEL", width=bevel, segments=segments, limit_method="ANGLE") if bevel else thing


def ball(radius, at=(0, 0, 0), scale=(1, 1, 1), rings=16) -> bpy.types.Object:
    """A ball, or an egg."""
    def build(work):
        bmesh.ops.create_uvsphere(work, u_segments=rings * 2, v_segments=rings, radius=radius,
                                  matrix=Matrix.Diagonal((*scale, 1.0)))
    return move(mesh("ball", build), at)


def _woven(work, rows, closed=False) -> None:
    """Faces between rings of corners; with `closed`, over both ends as well."""
    for low, high in zip(rows, rows[1:]):
        for k in range(len(low)):
            n = (k + 1) % len(low)
            work.faces.new((low[k], low[n], high[n], high[k]))
    if closed:
        work.faces.new(rows[0][::-1])
        work.faces.new(rows[-1])
    bmesh.ops.recalc_face_normals(work, faces=work.faces[:])


def lathe(profile, at=(0, 0, 0), steps=32) -> bpy.types.Object:
    """Pairs of radius and height, turned about z."""
    def build(work):
        rows = []
        for radius, high in profile:
            corners = [(math.cos(a) * radius, math.sin(a) * radius, high)
                       for a in (2 * math.pi * k / steps for k in range(steps))]
            rows.append([work.verts.new(corner) for corner in corners])
        _woven(work, rows)
        bmesh.ops.remove_doubles(work, verts=work.verts[:], dist=1e-5)
    return move(mesh("lathe", build), at)


def tube(points, radii, steps=12) -> bpy.types.Object:
    """A pipe through the points, as thick at each as the radii say, closed at both ends."""
    points = [Vector(p) for p in points]
    def build(work):
        rows, before, turned = [], None, None
        for i, (point, radius) in enumerate(zip(points, radii)):
            along = (points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]).normalized()
            # Each ring is turned on from the one before, so that none is twisted against its neighbour.
            turned = before.rotation_difference(along) @ turned if before else along.to_track_quat("Z", "Y")
            before = along
            rows.append([work.verts.new(point + turned @ Vector((math.cos(a) * radius, math.sin(a) * radius, 0)))
                         for a in (2 * math.pi * k / steps for k in range(steps))])
        _woven(work, rows, closed=True)
    return mesh("tube", build)


def loft(rings, steps=20) -> bpy.types.Object:
    """A closed body through flat rings: `(middle, half its width, half its depth)`, from the lowest up."""
    def build(work):
        rows = []
        for middle, wide, deep in rings:
            rows.append([work.verts.new(Vector(middle) + Vector((math.cos(a) * wide, math.sin(a) * deep, 0)))
                         for a in (2 * math.pi * k / steps for k in range(steps))])
        _woven(work, rows, closed=True)
    return mesh("loft", build)


def bend(thing, by) -> bpy.types.Object:
    """Puts each corner where `by(place, normal)` says."""
    moved = [by(corner.co.copy(), corner.normal.copy()) for corner in thing.data.vertices]
    for corner, place in zip(thing.data.vertices, moved):
        corner.co = place
    thing.data.update()
    return thing


def rod(a, b, radius, steps=12) -> bpy.types.Object:
    """A straight pipe."""
    return tube([a, b], [radius, radius], steps)


def remesh(thing, cell) -> bpy.types.Object:
    """One closed skin over all that a thing is, in cells of that size."""
    return apply(thing, "REMESH", mode="VOXEL", voxel_size=cell)


def smooth(thing, times=8, factor=0.5) -> bpy.types.Object:
    """Like a pebble."""
    return apply(thing, "SMOOTH", iterations=times, factor=factor)


def decimate(thing, faces) -> bpy.types.Object:
    """As few faces as that, or as it had."""
    thing.data.calc_loop_triangles()
    now = len(thing.data.loop_triangles)
    return apply(thing, "DECIMATE", ratio=faces / now) if now > faces else thing


def join(things, name="joined") -> bpy.types.Object:
    """Several things become one."""
    bpy.ops.object.select_all(action="DESELECT")
    for thing in things:
        thing.select_set(True)
    bpy.context.view_layer.objects.active = things[0]
    bpy.ops.object.join()
    things[0].name = name
    return things[0]


def move(thing, by) -> bpy.types.Object:
    """Moves what a thing is, not where it stands."""
    thing.data.transform(Matrix.Translation(by))
    return thing


def turn(thing, x=0.0, y=0.0, z=0.0) -> bpy.types.Object:
    """Turns it about the origin; radians."""
    thing.data.transform(Euler((x, y, z)).to_matrix().to_4x4())
    return thing


def cloth(thing, on=(), frames=46, stiff=8.0, mass=0.3, pressure=0.0, shrink=0.0) -> bpy.types.Object:
    """Lets a sheet fall on things and lie there. With pressure it is a bag that is blown up, and floats."""
    for other in on:
        other.modifiers.new("COLLISION", "COLLISION")
        other.collision.thickness_outer = 0.008
        other.collision.cloth_friction = 30.0
    modifier = thing.modifiers.new("CLOTH", "CLOTH")
    settings = modifier.settings
    settings.quality = 8
    settings.mass = mass
    settings.tension_stiffness = settings.compression_stiffness = settings.shear_stiffness = stiff
    settings.bending_stiffness = 0.6
    settings.shrink_min = shrink
    if pressure:
        settings.use_pressure = True
        settings.uniform_pressure_force = pressure
        settings.effector_weights.gravity = 0.0
    else:
        modifier.collision_settings.use_self_collision = True
        modifier.collision_settings.self_distance_min = 0.006
        modifier.collision_settings.distance_min = 0.006
    modifier.point_cache.frame_end = frames
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 1, frames
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
    _active(thing)
    bpy.ops.object.modifier_apply(modifier=modifier.name)
    scene.frame_set(1)
    for other in on:
        other.modifiers.clear()
    return thing


def grid(wide, deep, across, along, at=(0, 0, 0)) -> bpy.types.Object:
    """A flat sheet of cells."""
    def build(work):
        bmesh.ops.create_grid(work, x_segments=across, y_segments=along, size=0.5,
                              matrix=Matrix.Diagonal((wide, deep, 1.0, 1.0)))
    return move(mesh("grid", build), at)


def thick(thing, by, bevel=0.0) -> bpy.types.Object:
    """A sheet becomes a board, a cover, a wall."""
    apply(thing, "SOLIDIFY", thickness=by, offset=0.0)
    return apply(thing, "BEVEL", width=bevel, segments=2, limit_method="ANGLE") if bevel else thing


def unwrap(thing) -> None:
    """Texture coordinates in metres, from whichever side a face looks to: weave and grain have one size everywhere."""
    data = thing.data
    layer = (data.uv_layers.active or data.uv_layers.new(name="metres")).data
    for face in data.polygons:
        axis = max(range(3), key=lambda k: abs(face.normal[k]))
        u, v = [(1, 2), (0, 2), (0, 1)][axis]
        for loop in face.loop_indices:
            corner = data.vertices[data.loops[loop].vertex_index].co
            layer[loop].uv = (corner[u], corner[v])


def shade(things, reach=0.5) -> None:
    """Bakes how much of the sky each corner sees past the model itself: folds and the undersides of arms stay dark
    whatever light the game gives them. It is kept as the corner's colour."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 48
    scene.render.bake.target = "VERTEX_COLORS"
    scene.world = scene.world or bpy.data.worlds.new("sky")
    scene.world.light_settings.distance = reach
    for thing in things:
        colours = thing.data.color_attributes
        colours.active_color = colours.new(name="seen", type="FLOAT_COLOR", domain="POINT")
        _active(thing)
        bpy.ops.object.bake(type="AO")


def write(things, file: Path, sharp=math.radians(50)) -> int:
    """Writes the things as one GLB, and says how many triangles that is."""
    triangles = 0
    bpy.ops.object.select_all(action="DESELECT")
    for thing in things:
        unwrap(thing)
        for face in thing.data.polygons:
            face.use_smooth = True
        _active(thing)
        bpy.ops.object.shade_smooth_by_angle(angle=sharp, keep_sharp_edges=False)
        thing.data.calc_loop_triangles()
        triangles += len(thing.data.loop_triangles)
    for thing in bpy.data.objects:
        thing.select_set(thing in things)
    bpy.ops.export_scene.gltf(
        filepath=str(file), export_format="GLB", use_selection=True, use_active_scene=True, export_apply=True,
        export_yup=True, export_materials="EXPORT", export_image_format="NONE", export_animations=False,
        export_extras=False, export_normals=True, export_texcoords=True, export_vertex_color="ACTIVE",
        export_all_vertex_colors=False,
    )
    return triangles
