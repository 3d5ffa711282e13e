"""All models on one sheet, lit as by a window in the late afternoon: for people to look at."""

from __future__ import annotations

import math
from pathlib import Path

import bpy
from mathutils import Vector

import kit

ACROSS = 6


def draw(names: list[str], folder: Path, picture: Path) -> None:
    """Reads the files that were written, not what they were written from: what is seen is what the game gets."""
    kit.clear()
    scene = bpy.context.scene
    rows = math.ceil(len(names) / ACROSS)
    for k, name in enumerate(names):
        before = set(bpy.data.objects)
        bpy.ops.import_scene.gltf(filepath=str(folder / f"{name}.glb"))
        things = [thing for thing in bpy.data.objects if thing not in before and thing.type == "MESH"]
        corners = [thing.matrix_world @ Vector(corner) for thing in things for corner in thing.bound_box]
        low, high = (Vector(pick(c[i] for c in corners) for i in range(3)) for pick in (min, max))
        scale = 1.75 / max(high - low)
        at = Vector(((k % ACROSS) * 2.1, 0.0, (rows - 1 - k // ACROSS) * 2.2))
        middle = (low + high) / 2
        for thing in things:
            thing.matrix_world = (
                kit.Matrix.Translation(at) @ kit.Matrix.Rotation(0.55, 4, "Z") @ kit.Matrix.Scale(scale, 4)
                @ kit.Matrix.Translation(-Vector((middle.x, middle.y, low.z))) @ thing.matrix_world
            )
            for slot in thing.material_slots:
                thing_paint = slot.material.name.split(".")[0]
                kit.paint(thing, thing_paint)
        kit.paint(kit.box((1.9, 1.9, 0.05), (at.x, 0, at.z - 0.025), 0.02), "Oat")
    middle = Vector(((min(len(names), ACROSS) - 1) * 1.05, 0, (rows - 1) * 1.1 + 0.85))
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    camera.data.type = "ORTHO"
    camera.data.ortho_scale = max(ACROSS * 2.1, rows * 2.2) + 0.3
    camera.location = middle + Vector((0, -12, 3.2))
    camera.rotation_euler = (middle - camera.location).to_track_quat("-Z", "Y").to_euler()
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy, sun.data.angle, sun.data.color = 3.2, 0.12, (1.0, 0.83, 0.66)
    sun.rotation_euler = (0.75, 0.35, -0.55)
    world = bpy.data.worlds.new("sky")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (0.62, 0.68, 0.80, 1)
    world.node_tree.nodes["Background"].inputs[1].default_value = 0.55
    scene.world = world
    for thing in (camera, sun):
        scene.collection.objects.link(thing)
    scene.camera = camera
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 32
    scene.cycles.use_denoising = True
    scene.render.resolution_x = 1600
    scene.render.resolution_y = int(1600 * (rows * 2.2 + 0.3) / camera.data.ortho_scale)
    scene.render.image_settings.file_format = "JPEG"
    scene.render.image_settings.quality = 90
    scene.render.filepath = str(picture)
    bpy.ops.render.render(write_still=True)
